// The part of the form of a register on the HSM, the quorum, and how often copies are proven.
import { optionalText, requiredText } from '#shared/plan/draft-text.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { FillRegister } from './FillRegister.tsx';
import { useOpenRegister } from './register-draft.ts';
import { RegisterText } from './RegisterText.tsx';
import { NumberChoice } from './NumberChoice.tsx';

export function QuorumPart() {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const { hsm, required, proofEveryDays, reviewedOn, securityDomainSha256, custodians } = register;
  return (
    <>
      <div className="columns">
        <RegisterText
          path="hsm.name"
          value={hsm.name}
          onType={(typed) => edit({ ...register, hsm: { ...hsm, name: requiredText(typed) } })}
          isMono
        />
        <RegisterText
          path="hsm.uri"
          value={hsm.uri}
          onType={(typed) => edit({ ...register, hsm: { ...hsm, uri: requiredText(typed) } })}
          isMono
        />
        <NumberChoice
          label={t.required}
          value={required}
          usual={custodians.slice(1).map((_, at) => at + 2)}
          onChange={(value) => edit({ ...register, required: value })}
        />
        <NumberChoice
          label={t.proofEveryDays}
          value={proofEveryDays}
          usual={[30, 61, 91, 182, 365]}
          onChange={(value) => edit({ ...register, proofEveryDays: value })}
        />
        <RegisterText
          path="reviewedOn"
          value={reviewedOn}
          onType={(typed) => edit({ ...register, reviewedOn: optionalText(typed) })}
          isMono
          maxLength={10}
        />
      </div>
      <div className="columns" data-file="">
        <RegisterText
          path="securityDomainSha256"
          value={securityDomainSha256}
          onType={(typed) =>
            edit({ ...register, securityDomainSha256: optionalText(typed.replace(/[\s:]/g, '').toLowerCase()) })
          }
          isMono
          maxLength={100}
        />
        <FillRegister what={t.domain} sourceOf={(file) => ({ kind: 'security-domain', file })} />
      </div>
    </>
  );
}
