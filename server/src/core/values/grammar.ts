import type { UnitType } from '../catalogue/unit-type.ts';
import type { Effect } from '../diagnostic.ts';
import type { Message } from '../text/message.ts';
import type { UnitName } from './unit-name.ts';

/**
 * One kind of value, in one file: how systemd parses it, what may be typed, and what each part means.
 *
 * All offsets are counted in the value, after joining and stripping; the caller maps them to the file. A grammar is pure:
 * it knows the directive and the systemd version, and sees the machine only through `World`, when completing.
 */
export interface Grammar {
  /** The systemd parser functions (directives.json) whose values this grammar reads. */
  readonly parsers: readonly string[];
  /** What a value looks like, in a few words, for documentation and messages: `a time span, such as 5min 20s`. */
  readonly summary: Message;
  /** Reads a value as systemd would. Never throws, whatever the value. */
  parse(value: string, at: ValueContext): Parsed;
  /** What may stand at the offset. Nothing is offered that `parse` would complain about. */
  complete?(value: string, offset: number, at: ValueContext, world: World): readonly Offer[];
  /** What a token of `parse` means, in Markdown; undefined where there is nothing to say beyond the directive itself. */
  describe?(token: Token, value: string, at: ValueContext, world: World): Message | undefined;
  /** What a value that is accepted comes to, in a few words to be shown beside it. */
  hints?(value: string, at: ValueContext, world: World): readonly Hint[];
  /** The parts of a structured value and the one the offset is in, for parameter help (LSP SignatureHelp). */
  parts?(value: string, offset: number, at: ValueContext): Parts | undefined;
  /** Whether systemd takes no value at all of the directive in such a unit, though its table has it there. */
  unavailable?(at: ValueContext): boolean;
}

/** The directive a value belongs to, and the systemd it is judged for. */
export interface ValueContext {
  readonly version: number;
  readonly manager: 'system' | 'user';
  readonly unitType: UnitType;
  /** That of the machine that is judged for, as `Personality=` names it, where it is known. */
  readonly architecture?: string;
  /** The unit's name where it is known; drop-ins take it from their directory. */
  readonly unit: UnitName | undefined;
  readonly section: string;
  readonly key: string;
  /** The argument that systemd's table gives the parser: what one parser does differently for different directives. */
  readonly ltype: string;
  readonly parser: string;
}

export interface Parsed {
  readonly tokens: readonly Token[];
  readonly problems: readonly ValueProblem[];
  /**
   * What the assignment does to the setting: `set` replaces it, `add` appends to a list, `reset` empties it or goes back to the default,
   * `dropped` leaves it as it was (systemd ignored the line, or the value is a silent no-op).
   */
  readonly outcome: 'set' | 'add' | 'reset' | 'dropped';
  /** The items that were kept, as systemd holds them: one for a scalar, one for each word of a list, one for each Exec command. */
  readonly items: readonly string[];
}

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** The text after quotes and escapes are resolved, where that differs from what stands there. */
  readonly text?: string;
}

export type TokenKind =
  | 'keyword'
  | 'number'
  | 'string'
  | 'unit'
  | 'path'
  | 'specifier'
  | 'operator'
  | 'address'
  | 'time'
  | 'size'
  | 'user'
  | 'signal'
  | 'variable'
  | 'command'
  | 'argument'
  | 'prefix'
  | 'name';

/** What is said of a problem, in this order. */
export interface Wording {
  /** What is wrong, as a sentence whose first 60 characters tell it. */
  readonly message: Message;
  /** What systemd does about it, as a sentence, where that is not what the effect says as a rule. */
  readonly consequence?: Message;
  /** What to do, as a sentence or two. */
  readonly remedy: Message;
}

export interface ValueProblem extends Wording {
  readonly code: ValueProblemCode;
  readonly effect: Effect;
  readonly from: number;
  readonly to: number;
  readonly fixes?: readonly ValueFix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

export interface ValueFix {
  readonly title: Message;
  readonly safety: 'safe' | 'unsafe';
  readonly from: number;
  readonly to: number;
  readonly newText: string;
  /** Replaces the directive's key too; with an empty stretch and no new text, the key alone. */
  readonly newKey?: string;
  /** Takes out the whole line instead. */
  readonly removesLine?: true;
}

/** What a value problem can be called. Each has a page of the same name under `rules/`. */
export type ValueProblemCode = (typeof VALUE_PROBLEM_CODES)[number];

export const VALUE_PROBLEM_CODES = [
  'bad-boolean',
  'bad-keyword',
  'bad-number',
  'bad-size',
  'bad-time-span',
  'bad-calendar',
  'bad-mode',
  'bad-signal',
  'bad-exit-status',
  'bad-path',
  'bad-unit-name',
  'bad-address',
  'bad-command',
  'bad-specifier',
  'bad-quoting',
  'bad-environment',
  'bad-user',
  'bad-name',
  'bad-list-item',
  'bad-system-call',
  'bad-network-address',
  'bad-device',
  'bad-credential',
  'bad-image-policy',
  'bad-uri',
  'bad-encoding',
  'empty-value',
  'value-out-of-range',
  'value-too-long',
  'unsupported-here',
  'removed-directive',
  'obsolete-directive',
  'obsolete-value',
  'legacy-path',
  'unsafe-value',
] as const;

export interface Offer {
  readonly label: string;
  /** The stretch of the value that `insert` replaces. */
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly kind: TokenKind;
  readonly detail?: Message;
  /** Markdown. */
  readonly documentation?: Message;
  /** `insert` is an LSP snippet with tab stops. */
  readonly snippet?: boolean;
  /** Smaller comes first; offers of one rank are sorted by label. */
  readonly rank?: number;
  /** More must follow before the value is whole, as after a device whose limit is still to come: what follows is offered next. */
  readonly continues?: boolean;
}

/** A few words on a value, for an editor to show behind an offset of it. */
export interface Hint {
  readonly at: number;
  readonly label: Message;
  /** `some` where the value does not say it at all, `all` where it can be worked out. */
  readonly level: 'some' | 'all';
}

export interface Parts {
  /** The shape as a whole: `[address:]port`. */
  readonly label: string;
  readonly parts: readonly { readonly label: string; readonly documentation: Message }[];
  readonly active: number;
}

/** What a completion or description may ask of the machine and the workspace. Each answers with nothing where it cannot know. */
export interface World {
  units(): readonly KnownUnit[];
  /** What is at a path; undefined where that cannot be known. */
  kind?(path: string): 'file' | 'directory' | 'other' | 'nothing' | undefined;
  /** Names in a directory, directories with a trailing `/`. */
  directory(path: string): readonly string[];
  users(): readonly string[];
  groups(): readonly string[];
  /** What passwd(5) and group(5) say of a name. */
  user?(name: string): KnownAccount | undefined;
  group?(name: string): KnownAccount | undefined;
  /** The present moment, in milliseconds since 1970. */
  now?(): number;
  /** The zone of local time, by name or as minutes east of UTC. */
  timeZone?(): string | number;
  /** The environment variables that the unit's settings give to its processes. */
  variables?(): readonly KnownVariable[];
  /** Whether the unit's BindIPv6Only= keeps its IPv6 addresses from taking IPv4 connections. */
  ipv6Only?(): boolean;
  /** A port that no socket known to belong to the same machine listens on, nor the unit itself. */
  freePort?(): number;
  /** The contents of a few files with facts of the machine (time zone, interfaces), by name. */
  fact(
    name: 'hostname' | 'machine-id' | 'home' | 'runtime-directory' | 'user' | 'uid' | 'network-interfaces',
  ): string | undefined;
}

/** A user, or a group with its members. */
export interface KnownAccount {
  readonly id: number;
  readonly home?: string;
  readonly shell?: string;
  readonly members?: readonly string[];
}

/** An environment variable of a unit's processes. */
export interface KnownVariable {
  readonly name: string;
  /** Its value, where the unit itself says it. */
  readonly value?: string;
  /** The setting that it comes from: `Environment=`. */
  readonly setBy: Message;
}

export interface KnownUnit {
  readonly name: string;
  readonly description: string | undefined;
  readonly file: string | undefined;
  /** Whether it is installed on the machine, rather than in the workspace. */
  readonly installed?: boolean;
}
