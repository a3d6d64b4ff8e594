// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
// cspell:ignore regprocedure
import { definerFunctions } from './exceptions.js';
import { ruleOf, type CatalogueRule } from './finding.js';

const functions = `pg_proc p join pg_namespace n on n.oid = pronamespace and n.nspname in ('concord', 'directory')`;
const name = 'p.oid::regprocedure::text';

/** For `in (…)`, from our own list of names. */
const listedDefiners = `(${definerFunctions.map((each) => `'${each}'`).join(', ')})`;

/** How functions are made. */
export const functionRules: readonly CatalogueRule[] = [
  ruleOf(
    'definer-functions-are-listed',
    'Run it as its caller, or have it reviewed and add it to definerFunctions.',
    `select ${name} as object from ${functions} where prosecdef and ${name} not in ${listedDefiners}`,
  ),
  ruleOf(
    'functions-pin-search-path',
    "Add set search_path = '' and name every object with its schema: otherwise the caller decides which objects it uses.",
    `select ${name} as object from ${functions}
     where prokind <> 'a' and not coalesce(proconfig @> array['search_path=""'], false)`,
  ),
  ruleOf(
    'context-functions-are-stable',
    "Declare it stable: as immutable it is folded into a kept plan, which then serves one partnership's rows to another.",
    `select ${name} as object from ${functions}
     where provolatile = 'i' and prosrc ~* 'current_setting|concord[.](tenant_id|user_id|agency_id|applicant_case_id|actor|has_role|may)'
       or provolatile <> 's' and exists (
         select from pg_depend where classid = 'pg_policy'::regclass and refclassid = 'pg_proc'::regclass and refobjid = p.oid)`,
  ),
  ruleOf(
    'functions-are-not-for-everybody',
    'Revoke execute from public and grant it to the role that needs it.',
    `select ${name} as object from ${functions}
     where exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0)`,
  ),
  ruleOf(
    'new-functions-are-not-for-everybody',
    'Run: alter default privileges for role concord_owner revoke execute on routines from public.',
    `select 'concord_owner' as object where not exists (
       select from pg_default_acl where defaclrole = 'concord_owner'::regrole and defaclnamespace = 0 and defaclobjtype = 'f'
         and not exists (select from aclexplode(defaclacl) where grantee = 0))`,
  ),
];
