type JsonObject = Record<string, unknown>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * JSON merge patch (RFC 7386): objects merge, null deletes, everything else replaces. One addition: a key `+name`
 * with a list appends its items to the list `name`, because logs and pending work grow and are never replaced.
 * Pure: neither argument is changed.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('+') && Array.isArray(value)) {
      const name = key.slice(1);
      const old: unknown = result[name];
      const kept: unknown[] = Array.isArray(old) ? old : [];
      const added: unknown[] = value;
      result[name] = [...kept, ...added];
    } else if (value === null) {
      Reflect.deleteProperty(result, key);
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}
