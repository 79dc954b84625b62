// English sentences for what can be wrong with the security domain file, its shares, its JWEs and the restore blob.
import type { SecurityDomainFault } from '../../../faults/security-domain.ts';
import type { AdviceBook } from '../../advice.ts';

export const securityDomainAdvice: AdviceBook<SecurityDomainFault> = {};
