/** @typedef {Record<string, any>} JsonSchema */

const plain = /^[A-Za-z_$][\w$]*$/;

/**
 * A JSON schema as the text of a type, for a reader: `{ name: string; bytes: number }`. A pattern stands beside its string.
 * @param {JsonSchema} schema
 * @returns {string}
 */
export function typeText(schema) {
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (choices !== undefined) return choices.map(typeText).join(' | ');
  if ('const' in schema) return literal(schema['const']);
  if (schema['enum'] !== undefined) return schema['enum'].map(literal).join(' | ');
  if (Array.isArray(schema['type']))
    return schema['type'].map((type) => typeText({ ...schema, type })).join(' | ');
  switch (schema['type']) {
    case 'string':
      return schema['pattern'] === undefined ? 'string' : `string /* ${safe(schema['pattern'])} */`;
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
    case 'null':
      return schema['type'];
    case 'array':
      return `Array<${typeText(schema['items'] ?? {})}>`;
    case 'object':
      return objectText(schema);
    default:
      return 'unknown';
  }
}

/** @param {JsonSchema} schema */
function objectText({ properties = {}, required = [], additionalProperties }) {
  const fields = Object.entries(properties).map(
    ([name, field]) =>
      `${plain.test(name) ? name : literal(name)}${required.includes(name) ? '' : '?'}: ${typeText(field)}`,
  );
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0)
    fields.push(`[name: string]: ${typeText(additionalProperties)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join('; ')} }`;
}

/** @param {unknown} value */
const literal = (value) => JSON.stringify(value);
/** @param {string} pattern */
const safe = (pattern) => pattern.replaceAll('*/', '*\\/');
