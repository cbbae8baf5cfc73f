// Holds templates against Amazon's published schema of CloudFormation: node lint.mjs MODULES TEMPLATES...
// Every type, property, value and reference; says each problem in a line and ends with 1 if there is one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'x.js'));
const spec = require('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync();
const PSEUDO = new Set([
  'AWS::AccountId', 'AWS::NoValue', 'AWS::NotificationARNs', 'AWS::Partition', 'AWS::Region',
  'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix',
]);
const MOST_RESOURCES = 500;
const LARGEST_TEMPLATE = 1 << 20;

const problems = [];
let values = 0;

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What CloudFormation computes: its form is known only then. */
function isComputed(value) {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

function checkReferences(template, value, path, say) {
  if (Array.isArray(value)) {
    value.forEach((one, i) => checkReferences(template, one, `${path}[${i}]`, say));
  } else if (isObject(value)) {
    const ids = template.Resources;
    if (typeof value.Ref === 'string' && Object.keys(value).length === 1) {
      if (!PSEUDO.has(value.Ref) && !(value.Ref in ids) && !(value.Ref in (template.Parameters ?? {}))) {
        say(path, `Ref of ${value.Ref}, which is not there`);
      }
    }
    const got = value['Fn::GetAtt'];
    if (Array.isArray(got)) checkAttribute(ids, got, path, say);
    for (const [key, child] of Object.entries(value)) {
      checkReferences(template, child, `${path}.${key}`, say);
    }
  }
}

function checkAttribute(ids, [id, attribute], path, say) {
  if (!(id in ids)) {
    say(path, `GetAtt of ${id}, which is not there`);
    return;
  }
  const [type] = spec.lookup('resource', 'cloudFormationType', 'equals', ids[id].Type);
  const known = Object.keys(type?.attributes ?? {});
  const primary = type?.primaryIdentifier ?? [];
  const fits = (name) => name === attribute || attribute.startsWith(`${name}.`) || name.startsWith(`${attribute}.`);
  if (!known.some(fits) && !primary.includes(attribute)) {
    say(path, `${ids[id].Type} has no attribute ${attribute}; it has ${known.join(', ')}`);
  }
}

/** Says what is wrong, or nothing. */
function faults(value, type, path) {
  values++;
  if (isComputed(value)) return [];
  switch (type.type) {
    case 'string':
    case 'date-time':
      if (isObject(value) || Array.isArray(value)) return [[path, 'must be a text']];
      return type.allowedValues && !type.allowedValues.includes(String(value))
        ? [[path, `${value} is none of ${type.allowedValues.join(', ')}`]]
        : [];
    case 'number':
    case 'integer':
      if (isObject(value) || Array.isArray(value) || !Number.isFinite(Number(value))) return [[path, 'must be a number']];
      return type.type === 'integer' && !Number.isInteger(Number(value)) ? [[path, 'must be a whole number']] : [];
    case 'boolean':
      return [true, false, 'true', 'false'].includes(value) ? [] : [[path, 'must be true or false']];
    case 'array':
      if (!Array.isArray(value)) return [[path, 'must be a list']];
      return value.flatMap((one, i) => faults(one, type.element, `${path}[${i}]`));
    case 'map':
      if (!isObject(value)) return [[path, 'must be an object']];
      return Object.entries(value).flatMap(([key, one]) => faults(one, type.element, `${path}.${key}`));
    case 'tag':
      return isObject(value) && 'Key' in value && 'Value' in value ? [] : [[path, 'must be a tag']];
    case 'ref':
      return isObject(value)
        ? properties(value, spec.get('typeDefinition', type.reference).properties, path)
        : [[path, 'must be an object']];
    case 'union': {
      const all = type.types.map((one) => faults(value, one, path));
      return all.some((found) => found.length === 0) ? [] : all.sort((a, b) => a.length - b.length)[0];
    }
    default:
      return [];
  }
}

function properties(given, known, path) {
  const found = [];
  for (const [name, value] of Object.entries(given)) {
    if (!(name in known)) {
      found.push([`${path}.${name}`, `there is no such property; there are ${Object.keys(known).join(', ')}`]);
      continue;
    }
    const types = [known[name].type, ...(known[name].previousTypes ?? [])];
    const all = types.map((type) => faults(value, type, `${path}.${name}`));
    if (!all.some((one) => one.length === 0)) found.push(...all[0]);
  }
  for (const [name, property] of Object.entries(known)) {
    if (property.required && !(name in given)) found.push([`${path}.${name}`, 'is required']);
  }
  return found;
}

function checkResource(id, resource, template, say) {
  const [type] = spec.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
  if (!type) {
    say(id, `there is no type ${resource.Type}`);
    return;
  }
  properties(resource.Properties ?? {}, type.properties, id).forEach(([path, problem]) => say(path, problem));
  [resource.DependsOn ?? []].flat().forEach((other) => {
    if (!(other in template.Resources)) say(id, `depends on ${other}, which is not there`);
  });
}

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const template = JSON.parse(text);
  const say = (path, problem) => problems.push(`${basename(file)}: ${path}: ${problem}`);
  const ids = Object.keys(template.Resources);
  if (ids.length > MOST_RESOURCES) say('Resources', `${ids.length} are more than ${MOST_RESOURCES}`);
  if (text.length > LARGEST_TEMPLATE) say('', `${text.length} bytes are more than ${LARGEST_TEMPLATE}`);
  ids.forEach((id) => checkResource(id, template.Resources[id], template, say));
  checkReferences(template, template.Resources, 'Resources', say);
  checkReferences(template, template.Outputs ?? {}, 'Outputs', say);
}
problems.forEach((problem) => console.log(problem));
console.log(`${files.length} templates, ${values} values, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
