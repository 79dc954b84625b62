// A PIV card of a few lines behind vpcd, the reader of vsmartcard that has no hardware: real modules ask it through a real pcscd. It has one key
// and counts what it is asked. Sources: NIST SP 800-73-4 part 2; vsmartcard, virtualsmartcard/src/vpcd/vpcd.c;
// Yubico, yubico-piv-tool, lib/ykpiv.c, for the instructions beyond PIV.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { skipLoudly } from './reference-tools.ts';

const pcscd = '/usr/sbin/pcscd';
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const socket = '/run/pcscd/pcscd.comm';
/** Where each reader waits for a card: one of a name by which Yubico's module knows its own, and one that it leaves to others. */
const readers = { 'Yubico YubiKey': 35_963, 'Reader of cards': 35_979 } as const;

/** What is missing here for virtual cards: programs, the right to start pcscd, and that none runs yet. */
const missingForCards = (): readonly string[] => [
  ...[pcscd, driver].filter((path) => !existsSync(path)),
  ...(process.getuid?.() === 0 ? [] : ['the right to start pcscd']),
  ...(existsSync(socket) ? [`a machine without ${socket}`] : []),
];

/** Whether virtual cards can be asked here; a loud line where not. */
export function hasCards(): boolean {
  const missing = missingForCards();
  if (missing.length > 0) skipLoudly('virtual cards', `${missing.join(', ')} missing; npm run test:tokens needs it`);
  return missing.length === 0;
}

const yubiKeyAtr = '3bfd1300008131fe158073c021c057597562694b657940';
const pivAtr = '3b800101';
/** Of no federal agency (NIST SP 800-73-4 part 1, §3.1.2): then the GUID says which card it is. */
const fascN = 'd4e739da739ced39ce739d836858210842108421c84210c3eb';

/** BER-TLV with a tag of any length. */
function tlv(tag: string, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(tag, 'hex'), Buffer.from(size), value]);
}
const sw = (status: number): Buffer => Buffer.from([status >> 8, status & 0xff]);

export interface CardKey {
  readonly privateKey: KeyObject;
  readonly certificateDer: Buffer;
  readonly pin: string;
  /** Four octets in hex: in the CHUID, and what a YubiKey tells. */
  readonly serial: string;
  /** Where the key is: for key management, or for signatures, where the PIN is wanted again for each use. */
  readonly slot?: '9c' | '9d';
  /** What a YubiKey says of the key, and the certificate in its slot f9. */
  readonly attestation?: { readonly statement: Buffer; readonly attesting: Buffer };
}

export class VirtualPiv {
  /** How often a PIN was tried. */
  verified = 0;
  triesLeft = 3;
  readonly #key: CardKey;
  #socket: Socket;
  /** Resolves when the reader has asked it for the first time. */
  readonly inReader: Promise<undefined>;
  readonly #wasAsked: () => void;
  #isOpen = false;
  #chained = Buffer.alloc(0);
  #rest = Buffer.alloc(0);

  readonly #port: number;
  readonly #isYubiKey: boolean;

  /** Puts the card into the reader. */
  constructor(key: CardKey, reader: keyof typeof readers = 'Yubico YubiKey') {
    this.#key = key;
    this.#port = readers[reader];
    this.#isYubiKey = reader === 'Yubico YubiKey';
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.inReader = promise;
    this.#wasAsked = () => resolve(undefined);
    this.#socket = this.#insert();
  }

  /** The daemon has its socket before its readers listen. */
  #insert(): Socket {
    const socket = connect(this.#port, '127.0.0.1');
    socket.on('error', () => setTimeout(() => (this.#socket = this.#insert()), 100));
    let read = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      while (read.length >= 2 && read.length >= 2 + read.readUInt16BE(0)) {
        const message = read.subarray(2, 2 + read.readUInt16BE(0));
        read = read.subarray(2 + message.length);
        const answer = this.#answer(message);
        if (answer !== undefined) socket.write(Buffer.concat([sw(answer.length), answer]));
      }
    });
    return socket;
  }

  /** Pulls it. */
  pull(): void {
    this.#socket.destroy();
  }

  get #slot(): '9c' | '9d' {
    return this.#key.slot ?? '9d';
  }

  #answer(message: Buffer): Buffer | undefined {
    // Power: off, on, reset; and what the card says first.
    if (message.length === 1) {
      if (message[0] === 1) this.#wasAsked();
      if (message[0] === 4) return Buffer.from(this.#isYubiKey ? yubiKeyAtr : pivAtr, 'hex');
      this.#isOpen = false;
      return undefined;
    }
    const [cla = 0, ins = 0, p1 = 0, p2 = 0, lc = 0] = message;
    const data = message.subarray(5, 5 + lc);
    if (ins === 0xc0) return this.#give(this.#rest);
    if ((cla & 0x10) !== 0) {
      this.#chained = Buffer.concat([this.#chained, data]);
      return sw(0x9000);
    }
    const whole = Buffer.concat([this.#chained, data]);
    this.#chained = Buffer.alloc(0);
    return this.#instruction(ins, (p1 << 8) | p2, whole);
  }

  #instruction(ins: number, parameters: number, data: Buffer): Buffer {
    const aid = 'a000000308';
    switch (ins) {
      case 0xa4: // SELECT
        if (!data.toString('hex').startsWith(aid)) return sw(0x6a82);
        return this.#give(
          tlv('61', tlv('4f', Buffer.from('000010000100', 'hex')), tlv('79', tlv('4f', Buffer.from(aid, 'hex')))),
        );
      case 0xcb: // GET DATA
        return this.#object(data.subarray(2).toString('hex'));
      case 0x20: // VERIFY
        return this.#verify(data);
      case 0x87: // GENERAL AUTHENTICATE
        return this.#decrypt(parameters, data);
      default:
        return this.#isYubiKey ? this.#yubico(ins, parameters) : sw(0x6d00);
    }
  }

  /** What YubiKeys answer beyond PIV. */
  #yubico(ins: number, parameters: number): Buffer {
    switch (ins) {
      case 0xf9: // ATTEST
        if (parameters !== 0x9d_00 || !this.#key.attestation) return sw(0x6a80);
        return this.#give(this.#key.attestation.statement);
      case 0xfd: // its version
        return this.#give(Buffer.from('050207', 'hex'));
      case 0xf8: // and its serial number
        return this.#give(Buffer.from(this.#key.serial, 'hex'));
      default:
        return sw(0x6d00);
    }
  }

  #object(tag: string): Buffer {
    const guid = Buffer.from(this.#key.serial.repeat(4), 'hex');
    const end = [tlv('3e'), tlv('fe')];
    if (tag === '5fc102')
      return this.#give(
        tlv('53', tlv('30', Buffer.from(fascN, 'hex')), tlv('34', guid), tlv('35', Buffer.from('20391231')), ...end),
      );
    if (tag === (this.#slot === '9c' ? '5fc10a' : '5fc10b'))
      return this.#give(tlv('53', tlv('70', this.#key.certificateDer), tlv('71', Buffer.from([0])), tlv('fe')));
    if (tag === '5fff01' && this.#key.attestation)
      return this.#give(tlv('53', tlv('70', this.#key.attestation.attesting), tlv('71', Buffer.from([0])), tlv('fe')));
    return sw(0x6a82);
  }

  #verify(data: Buffer): Buffer {
    if (data.length === 0) return sw(this.#isOpen ? 0x9000 : 0x63c0 | this.triesLeft);
    if (this.triesLeft === 0) return sw(0x6983);
    this.verified += 1;
    this.#isOpen = data.equals(Buffer.concat([Buffer.from(this.#key.pin), Buffer.alloc(8, 0xff)]).subarray(0, 8));
    this.triesLeft = this.#isOpen ? 3 : this.triesLeft - 1;
    return sw(this.#isOpen ? 0x9000 : 0x63c0 | this.triesLeft);
  }

  /** RSA of 2048 bits with the key for key management. */
  #decrypt(parameters: number, data: Buffer): Buffer {
    if (parameters !== (this.#slot === '9c' ? 0x07_9c : 0x07_9d)) return sw(0x6a86);
    if (!this.#isOpen) return sw(0x6982);
    this.#isOpen = this.#slot === '9d';
    const key = { key: this.#key.privateKey, padding: constants.RSA_NO_PADDING };
    return this.#give(tlv('7c', tlv('82', privateDecrypt(key, data.subarray(-256)))));
  }

  /** At most 256 octets at a time. */
  #give(answer: Buffer): Buffer {
    this.#rest = Buffer.from(answer.subarray(256));
    const left = Math.min(this.#rest.length, 256);
    return Buffer.concat([answer.subarray(0, 256), sw(left === 0 ? 0x9000 : 0x6100 | (left & 0xff))]);
  }
}

/** A daemon with both readers. */
export class CardReader {
  readonly #daemon: ChildProcess;

  /** @param folder for its settings */
  constructor(folder: string) {
    const config = join(folder, 'readers');
    mkdirSync(config);
    const lines = Object.entries(readers).flatMap(([name, port]) => {
      const at = `0x${port.toString(16)}`;
      // Loaded once, the driver has one reader.
      const own = join(folder, `${port}.so`);
      copyFileSync(driver, own);
      return [`FRIENDLYNAME "${name}"`, `DEVICENAME /dev/null:${at}`, `LIBPATH ${own}`, `CHANNELID ${at}`, ''];
    });
    writeFileSync(join(config, 'virtual'), lines.join('\n'));
    this.#daemon = spawn(pcscd, ['--foreground', '--disable-polkit', '--config', config], { stdio: 'ignore' });
  }

  /** @throws where the daemon does not open its socket */
  async ready(): Promise<void> {
    for (let tries = 0; !existsSync(socket); tries += 1) {
      if (tries > 100) throw new Error('pcscd did not start');
      await delay(100);
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.#daemon.once('close', done));
    this.#daemon.kill('SIGTERM');
    await ended;
  }
}
