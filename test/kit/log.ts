import type { Log, LogFields } from '#core/log-fields.ts';

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  fields: LogFields;
}

export interface MemoryLog extends Log {
  lines: LogLine[];
  /** Lines of a level whose message or fields contain the text. */
  find(level: LogLine['level'], text: string): LogLine[];
}

/** Keeps every line, so that tests can ask what was logged. */
export function memoryLog(lines: LogLine[] = [], fields: LogFields = {}): MemoryLog {
  const at = (level: LogLine['level']) => (more: LogFields, message: string) =>
    void lines.push({ level, message, fields: { ...fields, ...more } });
  return {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (more) => memoryLog(lines, { ...fields, ...more }),
    find: (level, text) =>
      lines.filter((line) => line.level === level && `${line.message} ${JSON.stringify(line.fields)}`.includes(text)),
  };
}
