// A third reading of RULES.md, in plain JavaScript with WebCrypto, for a browser or Node: envelopes, plan, list, journals and bundles. It shares nothing with
// the other two but the page and schemas/. Of the order of events, the exchange key and other files it knows nothing: those are for the other two.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const bytesOf = (text) => new TextEncoder().encode(text);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
const order = 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n;

class Refused extends Error {}
const refuse = (rule) => {
  throw new Refused(rule);
};
const demand = (rule, holds) => holds || refuse(rule);
const same = (a, b) => canonical(a) === canonical(b);

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join()}}`;
}

function base64(text, rule) {
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  return btoa(String.fromCharCode(...bytes)) === text ? bytes : refuse(rule);
}

const depthOf = (value) =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** @param schemas by their names, and `characters` @param files bytes by path @param planSha256 from paper, if at hand; @returns what is good and what is missing, or the rule that is broken */
export async function checkEvidence(schemas, files, planSha256) {
  const { characters } = schemas;
  const isOf = (ranges, text) => {
    const point = text.codePointAt(0);
    return ranges.some((first, at) => at % 2 === 0 && first <= point && point <= ranges[at + 1]);
  };
  const some = (ranges, text) => Array.from(text).some((each) => isOf(ranges, each));
  const isLine = (text) =>
    !some(characters.unprinted, text) &&
    text !== '' &&
    ![Array.from(text)[0], Array.from(text).at(-1)].some((each) => isOf(characters.spaces, each));
  const together = [
    ...Object.keys(characters.scripts).map((name) => [name]),
    ['Latin', 'Han', 'Hiragana', 'Katakana'],
    ['Latin', 'Han', 'Bopomofo'],
    ['Latin', 'Han', 'Hangul'],
  ];
  function isPersonName(name) {
    const text = name.normalize('NFC').replaceAll('\u00a0', ' ');
    const marks = Array.from(text.normalize('NFD'), (each) => (isOf(characters.marks, each) ? 'm' : '.')).join('');
    const letters = Array.from(text).filter((each) => isOf(characters.letters, each));
    const blanks = Array.from(text).filter(
      (each) => each !== ' ' && (isOf(characters.spaces, each) || '\u2800\u{1D159}\u{16FE4}'.includes(each)),
    );
    const isSeen =
      !some(characters.unprinted, text) &&
      !some(characters.ignorable, text) &&
      blanks.length === 0 &&
      !marks.includes('mmmm');
    return (
      isSeen &&
      letters.length > 0 &&
      together.some((scripts) =>
        letters.every((each) => scripts.some((script) => isOf(characters.scripts[script], each))),
      )
    );
  }
  const formats = {
    line: isLine,
    'person-name': (text) => isLine(text) && isPersonName(text),
    initials: (text) => /^.{1,4}$/u.test(text) && Array.from(text).every((each) => isOf(characters.capitals, each)),
  };

  function fits(schema, named, value) {
    if (schema === false) return false;
    if (schema.$ref) return fits(named[schema.$ref.split('/').at(-1)], named, value);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return choices.some((each) => fits(each, named, value));
    const kind =
      value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isSafeInteger(value) ? 'integer' : typeof value;
    if (schema.type && schema.type !== kind && !(schema.type === 'number' && kind === 'integer')) return false;
    if ('const' in schema && value !== schema.const) return false;
    if (schema.enum && !schema.enum.includes(value)) return false;
    const within = (size, least = 0, most = Infinity) => least <= size && size <= most;
    if (kind === 'integer') return within(value, schema.minimum ?? -Infinity, schema.maximum);
    if (kind === 'string') {
      const isFormed =
        value.isWellFormed() &&
        (formats[schema.format]?.(value) ?? true) &&
        new RegExp(schema.pattern ?? '').test(value);
      return isFormed && within(Array.from(value).length, schema.minLength, schema.maxLength);
    }
    if (kind === 'array') {
      const [first, rest] = [schema.prefixItems ?? [], schema.items ?? {}];
      return (
        within(value.length, schema.minItems, schema.maxItems) &&
        value.every((each, at) => fits(first[at] ?? rest, named, each))
      );
    }
    if (kind !== 'object') return true;
    const known = schema.properties ?? {};
    const isWhole = (schema.required ?? []).every((name) => Object.hasOwn(value, name));
    return (
      isWhole &&
      Object.entries(value).every(([name, each]) =>
        fits(Object.hasOwn(known, name) ? known[name] : (schema.additionalProperties ?? false), named, each),
      )
    );
  }

  /** A value of a form, in its one spelling. */
  function form(name, bytes, rule, limit = 1 << 20, depth = 32) {
    try {
      const text = utf8.decode(bytes);
      const value = JSON.parse(text);
      if (
        bytes.length <= limit &&
        depthOf(value) <= depth &&
        canonical(value) === text &&
        fits(schemas[name], schemas[name].$defs, value)
      )
        return value;
    } catch {
      // It is no JSON.
    }
    return refuse(rule);
  }

  /** r and s of 48 bytes each, from the one DER of a signature with a low s. */
  function rawSignature(der) {
    const numbers = [];
    for (let at = 2; at < der.length; at += 2 + der[at + 1]) numbers.push(der.subarray(at + 2, at + 2 + der[at + 1]));
    const values = numbers.map((each) => BigInt(`0x${hex(each) || 0}`));
    const written = numbers.flatMap((each) => [2, each.length, ...each]);
    const isShortest = numbers.every(
      (each) => each.length > 0 && each[0] < 0x80 && !(each[0] === 0 && each.length > 1 && each[1] < 0x80),
    );
    const isOne = numbers.length === 2 && isShortest && hex([0x30, written.length, ...written]) === hex(der);
    demand('signature-form', isOne && values.every((each) => each > 0n && each < order) && values[1] <= order / 2n);
    const padded = values.map((each) => each.toString(16).padStart(96, '0')).join('');
    return Uint8Array.from(padded.match(/../g), (each) => parseInt(each, 16));
  }

  async function isSigned(spki, type, payload, der) {
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' };
    const key = await crypto.subtle.importKey('spki', spki, ecdsa, false, ['verify']);
    const head = bytesOf(`DSSEv1 ${bytesOf(type).length} ${type} ${payload.length} `);
    return crypto.subtle.verify(ecdsa, key, rawSignature(der), new Uint8Array([...head, ...payload]));
  }

  function envelopeOf(path) {
    const { payloadType: type, payload, signatures } = form('envelope', files.get(path), 'envelope-form', 1 << 20, 4);
    const read = signatures.map(({ keyid, sig }) => ({ keyid, der: base64(sig, 'envelope-form') }));
    for (const { der } of read) rawSignature(der);
    return { type, payload: base64(payload, 'envelope-form'), signatures: read };
  }

  async function signersOf({ type, payload, signatures }, keys) {
    const ids = signatures.map(({ keyid }) => keyid);
    demand('signers-known', ids.every((id) => keys.has(id)) && new Set(ids).size === ids.length);
    for (const { keyid, der } of signatures)
      demand('signatures-good', await isSigned(keys.get(keyid).spki, type, payload, der));
    return ids.map((id) => keys.get(id).role);
  }

  async function checkPlan() {
    demand('plan-and-list', files.has('plan.dsse.json') && files.has('manifest.dsse.json'));
    const envelope = envelopeOf('plan.dsse.json');
    demand('envelope-type', envelope.type === 'application/vnd.lifeboat.approved-plan.v1+json');
    const plan = form('plan', envelope.payload, 'plan-form', 128 << 10);
    const keys = new Map();
    for (const { role, spki } of plan.identities)
      keys.set(await sha256(base64(spki, 'plan-form')), { role, spki: base64(spki, 'plan-form') });
    demand(
      'plan-rules',
      plan.ceremony.startsWith('PRACTICE-') === plan.practice &&
        plan.target.uri.endsWith('.managedhsm.practice.invalid') === plan.practice,
    );
    demand('plan-approved', (await signersOf(envelope, keys)).length >= 2);
    const hash = await sha256(envelope.payload);
    demand('plan-on-paper', (planSha256 ?? hash) === hash);
    return { plan, keys, hash };
  }

  async function checkList({ plan, keys, hash }) {
    const envelope = envelopeOf('manifest.dsse.json');
    demand('envelope-type', envelope.type === 'application/vnd.lifeboat.evidence.v1+json');
    await signersOf(envelope, keys);
    const list = form('list', envelope.payload, 'list-form');
    const paths = list.files.map(({ path }) => path);
    demand(
      'list-form',
      paths.every((path, at) => at === 0 || paths[at - 1] < path),
    );
    const sizes = Object.fromEntries(
      [...files].filter(([path]) => path !== 'manifest.dsse.json').map(([path, bytes]) => [path, bytes.length]),
    );
    demand('files-as-listed', same(sizes, Object.fromEntries(list.files.map(({ path, bytes }) => [path, bytes]))));
    demand(
      'list-of-plan',
      same([list.plan.sha256, list.ceremony, list.practice], [hash, plan.ceremony, plan.practice]),
    );
    for (const { path, sha256: expected } of list.files)
      demand('file-as-listed', (await sha256(files.get(path))) === expected);
  }

  async function readJournal(path, { plan, keys, hash }) {
    demand('journal-name', path.endsWith('.jsonl'));
    const text = files.get(path);
    demand('journal-torn', text.at(-1) === 0x0a);
    const [lines, hashes] = [[], []];
    for (let from = 0; from < text.length;) {
      const line = text.subarray(from, text.indexOf(0x0a, from));
      const entry = form('journal-line', line, 'journal-line', 16 << 10, 6);
      demand('journal-chain', entry.n === lines.length + 1 && entry.prev === (hashes.at(-1) ?? '0'.repeat(64)));
      lines.push(entry.event);
      hashes.push(await sha256(line));
      from += line.length + 1;
    }
    const [opened = {}] = lines;
    demand(
      'journal-of-ceremony',
      opened.kind === 'journal-opened' && opened.ceremony === plan.ceremony && opened.practice === plan.practice,
    );
    for (const event of lines) demand('journal-of-plan', event.kind !== 'plan-adopted' || event.planSha256 === hash);
    demand('journal-of-machine', keys.get(opened.keyId)?.role === opened.role);
    const end = lines.at(-1);
    if (end.kind === 'journal-signed') {
      const { ceremony, practice, role } = opened;
      const body = bytesOf(
        canonical({
          ceremony,
          events: lines.length - 1,
          format: 'lifeboat-journal-end',
          head: hashes.at(-2),
          practice,
          role,
          v: 1,
        }),
      );
      demand(
        'end-signed',
        end.keyId === opened.keyId &&
          (await isSigned(
            keys.get(opened.keyId).spki,
            'application/vnd.lifeboat.journal-end.v1+json',
            body,
            base64(end.sig, 'end-signed'),
          )),
      );
    }
    return { role: opened.role, lines, hashes, isSigned: end.kind === 'journal-signed' };
  }

  const versions = {
    plan: 2,
    'activation-certificates': 2,
    'security-domain': 3,
    'exchange-key': 5,
    'restore-blob': 2,
    outcome: 2,
  };
  async function readBundle(path, { plan, keys, hash }) {
    const envelope = envelopeOf(path);
    const type =
      Object.keys(versions).find(
        (each) => envelope.type === `application/vnd.lifeboat.${each}.v${versions[each]}+json`,
      ) ?? refuse('bundle-kind');
    const signers = await signersOf(envelope, keys);
    const payload = form('bundle', envelope.payload, 'bundle-form');
    demand('bundle-kind', payload.type === type);
    const isOut = ['activation-certificates', 'restore-blob'].includes(type);
    demand(
      'bundle-signers',
      same(signers, isOut ? ['offline'] : type === 'exchange-key' ? ['operator-1', 'operator-2'] : ['operator-1']),
    );
    const way = [keys.get(payload.from)?.role, keys.get(payload.to)?.role, payload.dir];
    demand(
      'bundle-direction',
      same(
        way,
        isOut ? ['offline', 'operator-1', 'offline-to-online'] : ['operator-1', 'offline', 'online-to-offline'],
      ),
    );
    demand(
      'bundle-name',
      path === `bundles/lifeboat-${payload.ceremony}-${String(payload.seq).padStart(4, '0')}-${type}.bundle.json`,
    );
    const { uri, resourceId, tenant } = plan.target;
    demand(
      'bundle-of-plan',
      same(
        [payload.ceremony, payload.practice, payload.plan.sha256, payload.hsm],
        [plan.ceremony, plan.practice, hash, { uri, resourceId, tenant }],
      ),
    );
    demand('bundle-of-plan', !plan.securityDomain || !payload.sd || plan.securityDomain.sha256 === payload.sd.sha256);
    return {
      ...payload,
      sender: way[0],
      receiver: way[1],
      payloadSha256: await sha256(envelope.payload),
      fileSha256: await sha256(files.get(path)),
    };
  }

  function checkBundles(bundles, journals) {
    bundles.sort((a, b) => a.seq - b.seq);
    bundles.forEach((each, at) =>
      demand('bundles-in-sequence', each.seq === at + 1 && each.prev === (bundles[at - 1]?.payloadSha256 ?? null)),
    );
    const lineOf = (journal, seq) =>
      journal.lines.findIndex((event) => /^bundle-/.test(event.kind) && event.seq === seq) + 1;
    for (const journal of journals) {
      for (const event of journal.lines.filter(({ kind }) => kind === 'bundle-written' || kind === 'bundle-accepted')) {
        const bundle = bundles.find(({ seq }) => seq === event.seq) ?? refuse('bundles-as-noted');
        const noted = ({ type, payloadSha256, fileSha256, journal: end }) => [type, payloadSha256, fileSha256, end];
        demand(
          'bundles-as-noted',
          same(noted(bundle), noted(event)) &&
            journal.role === (event.kind === 'bundle-written' ? bundle.sender : bundle.receiver),
        );
      }
    }
    for (const bundle of bundles) {
      for (const role of [bundle.sender, bundle.receiver])
        demand(
          'journal-missing',
          journals.some((each) => each.role === role),
        );
      const sender = journals.find((each) => each.role === bundle.sender);
      const { events, head } = bundle.journal;
      const written = lineOf(sender, bundle.seq);
      demand(
        'end-in-its-place',
        sender.hashes[events - 1] === head && lineOf(sender, bundle.seq - 1) <= events && events < written,
      );
    }
  }

  try {
    const checked = await checkPlan();
    await checkList(checked);
    const under = (folder) => [...files.keys()].filter((path) => path.startsWith(folder)).sort();
    const journals = [];
    for (const path of under('journals/')) journals.push(await readJournal(path, checked));
    demand('one-journal-each', new Set(journals.map(({ role }) => role)).size === journals.length);
    const bundles = [];
    for (const path of under('bundles/')) bundles.push(await readBundle(path, checked));
    checkBundles(bundles, journals);
    const unsigned = journals.filter((each) => !each.isSigned).map(({ role }) => role);
    return { mode: checked.plan.practice ? 'PRACTICE' : 'REAL', good: true, bundles: bundles.length, unsigned };
  } catch (error) {
    return { good: false, rule: error instanceof Refused ? error.message : 'form' };
  }
}
