import { findAt, type Json } from '../json';
import { type Expression, type QueryValue } from './expression';
import { type Operator } from './tokens';

/** Whether an object satisfies a filter. A field that is missing counts as null; of a list, one item has to satisfy. */
export function matches(object: Json, expression: Expression): boolean {
  switch (expression.kind) {
    case 'and':
      return matches(object, expression.left) && matches(object, expression.right);
    case 'or':
      return matches(object, expression.left) || matches(object, expression.right);
    case 'comparison':
      return compare(readField(object, expression.field), expression.operator, expression.value);
    case 'in': {
      const field = readField(object, expression.field);
      return expression.values.some((value) => compare(field, '=', value)) !== expression.isNegated;
    }
  }
}

/** Every field a filter names. */
export function fieldsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [...fieldsOf(expression.left), ...fieldsOf(expression.right)];
    case 'comparison':
    case 'in':
      return [expression.field];
  }
}

function readField(object: Json, field: string): Json {
  return findAt(object, field.split('.')) ?? null;
}

function compare(field: Json, operator: Operator, wanted: QueryValue): boolean {
  if (operator === '!=') return !compare(field, '=', wanted);
  if (operator === '!~') return !compare(field, '~', wanted);
  if (Array.isArray(field)) return (field as readonly Json[]).some((item) => compare(item, operator, wanted));
  if (operator === '~') {
    const text = wanted.kind === 'value' ? String(wanted.value) : '';
    return typeof field === 'string' && field.toLowerCase().includes(text.toLowerCase());
  }
  const value = wanted.kind === 'date' ? wanted.time : wanted.value;
  const comparable = toComparable(field, wanted);
  return operator === '=' ? comparable === value : isOrdered(comparable, operator, value);
}

/** Permissions are ordered by what they allow, not by their letters. */
const permissionOrder: readonly Json[] = ['none', 'read', 'write', 'admin'];

function toComparable(field: Json, wanted: QueryValue): Json {
  if (wanted.kind === 'date') return typeof field === 'string' ? Date.parse(field) : null;
  return field;
}

function isOrdered(field: Json, operator: Operator, wanted: Json): boolean {
  const isPermission = permissionOrder.includes(field) && permissionOrder.includes(wanted);
  const left = isPermission ? permissionOrder.indexOf(field) : field;
  const right = isPermission ? permissionOrder.indexOf(wanted) : wanted;
  if (typeof left !== typeof right || left === null || right === null) return false;
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  return operator === '<' ? left < right : left <= right;
}
