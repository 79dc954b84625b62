// The practice cloud as its own client sees it: a whole recovery, and every refusal that the protocol asks for.
import { createHash, createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selfSignedCertificate, type TestCertificate } from '../../../build/testing/certificates.ts';
import { faultOfPromise } from '../../../build/testing/faults.ts';
import { buildRestoreBlob } from '../core/security-domain/restore-blob.ts';
import { openWrappedJwe } from '../core/security-domain/jwe.ts';
import { parseSecurityDomain } from '../core/security-domain/security-domain.ts';
import { combineShares, parseShare } from '../core/security-domain/shamir.ts';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { openManagedHsm, type ManagedHsm } from '../online/managed-hsm.ts';
import { createPracticeConnection, type PracticeConnection } from '../online/practice-connection.ts';
import { type PracticeCloud, practiceAdministrator, startPracticeCloud } from './practice-cloud.ts';
