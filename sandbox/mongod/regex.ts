import { BSONRegExp } from 'bson';
import { badValue, notImplemented } from './errors.ts';

/** A BSON regular expression as JavaScript's: options i, m, s only (x and PCRE-only syntax are refused). */
export function compileRegex(pattern: string, options: string): RegExp {
  for (const option of options) {
    if (!'imsu'.includes(option)) throw notImplemented(`regular expression option '${option}'`);
  }
  if (/\(\?[^:=!<]|\[\[:|\\[AZzGKQE]|[*+?}]\+/.test(pattern)) throw notImplemented(`PCRE syntax in /${pattern}/`);
  try {
    return new RegExp(pattern, options.includes('u') ? options : `${options}u`);
  } catch {
    return compileWithoutUnicode(pattern, options);
  }
}

function compileWithoutUnicode(pattern: string, options: string): RegExp {
  try {
    return new RegExp(pattern, options.replace('u', ''));
  } catch (error) {
    throw badValue(`Regular expression is invalid: ${String(error)}`);
  }
}

/** The argument of `$regex` (a string or a regular expression) with `$options`. */
export function regexOf(argument: unknown, options: unknown): RegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (argument instanceof BSONRegExp) {
    if (options !== undefined && argument.options) throw badValue('options set in both $regex and $options');
    return compileRegex(argument.pattern, options ?? argument.options);
  }
  if (typeof argument !== 'string') throw badValue('$regex has to be a string');
  return compileRegex(argument, options ?? '');
}
