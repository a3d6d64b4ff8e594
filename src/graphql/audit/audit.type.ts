import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { AuditDraft } from '#casework/audit.js';
import { PageInfo } from '../case/case.type.js';
import { listOf, nodesOfPage, pageInfo } from '../guard/prices.js';
import { Agency } from '../partnership/partnership.type.js';
import { InstantScalar } from '../scalars.js';
import type { InstantText } from '#casework/views.js';

export enum AuditKindEnum {
  COLLECTION = 'COLLECTION',
  ALTERATION = 'ALTERATION',
  CONSULTATION = 'CONSULTATION',
  DISCLOSURE = 'DISCLOSURE',
}
registerEnumType(AuditKindEnum, {
  name: 'AuditKind',
  description: 'What was done with data, in the words of section 62 of the Data Protection Act 2018.',
});

@ObjectType({ description: 'Who did or saw something with one record.' })
export class RecordAccess {
  @Field(() => InstantScalar, { description: 'When.' })
  at!: InstantText;

  @Field(() => String, {
    description:
      'Under which membership, "service:" with which service account, or "public", "worker", "relay" or "operator".',
  })
  actor!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who that is; null where nobody is signed in, and for programs.',
  })
  person!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The service account, where a program of the agency did it; null for people.',
  })
  serviceAccount!: string | null;

  @Field(() => Agency, { nullable: true, description: 'The agency they act for.' })
  agency!: Agency | null;

  @Field(() => String, { description: 'What was done, such as "REPORTS_READ".' })
  action!: string;

  @Field(() => AuditKindEnum, { description: 'What kind of handling that is.' })
  kind!: AuditDraft['kind'];

  @Field(() => [String], { description: 'Names of the fields that were read or changed.' })
  fields!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Why, where the reader was asked.' })
  purpose!: string | null;

  @Field(() => [ID], { description: 'The sharing agreements under which it was done; none for own records.' })
  agreements!: readonly string[];
}

@ObjectType({ description: 'Who did or saw something: ids and names of fields, never what was in them.' })
export class AuditEntry extends RecordAccess {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, { description: 'What kind of record it was done with.' })
  subjectType!: AuditDraft['subjectType'];

  @Field(() => [ID], { description: 'The records.' })
  subjects!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The request; the same id stands in its answer and in the log.',
  })
  correlationId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the chain; null for some seconds, until it is sealed.',
  })
  sealNumber!: number | null;
}

@ObjectType({ description: 'A page of the audit trail, newest first.' })
export class AuditEntryConnection {
  @Field(() => [AuditEntry], { complexity: nodesOfPage, description: 'The entries of this page.' })
  nodes!: readonly AuditEntry[];

  @Field(() => PageInfo, { complexity: pageInfo, description: 'Where it ends.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A page of who did or saw something with one record, newest first.' })
export class RecordAccessConnection {
  @Field(() => [RecordAccess], { complexity: nodesOfPage, description: 'The accesses of this page.' })
  nodes!: readonly RecordAccess[];

  @Field(() => PageInfo, { complexity: pageInfo, description: 'Where it ends.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'The end of the chain at a moment, signed with a key that no database holds.' })
export class AuditCheckpoint {
  @Field(() => Int, { description: 'How many entries it vouches for.' })
  number!: number;

  @Field(() => String, { description: 'The hash of the last of them, hexadecimal.' })
  hash!: string;

  @Field(() => InstantScalar, { description: 'When it was signed.' })
  signedAt!: InstantText;

  @Field(() => String, { description: 'Which key: the beginning of the SHA-256 of its public part.' })
  keyId!: string;

  @Field(() => String, { description: 'Ed25519, base64.' })
  signature!: string;
}

@ObjectType({ description: 'Where the audit trail of the partnership stands.' })
export class AuditTrail {
  @Field(() => Int, { description: 'How many entries are sealed into the chain.' })
  sealed!: number;

  @Field(() => String, { nullable: true, description: 'The hash of the last of them, hexadecimal.' })
  hash!: string | null;

  @Field(() => Int, { description: 'How many wait for their seal.' })
  waiting!: number;

  @Field(() => [AuditCheckpoint], {
    complexity: listOf(50),
    description: 'The newest fifty, newest first. Keep copies where the operator cannot change them.',
  })
  checkpoints!: readonly AuditCheckpoint[];
}
