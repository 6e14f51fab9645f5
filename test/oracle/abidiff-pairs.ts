/** Headers before and after by hand, with what we say of them, and scripts/check-uapi.sh where it says something else. */

export type Verdict = 'breaks' | 'asks' | 'compatible'

export interface Pair {
  readonly name: string
  readonly before: string
  readonly after: string
  /** `asks`: a warning or a question. */
  readonly ours: Verdict
  /** Where 32-bit programs differ. */
  readonly narrow?: true
  /** The script's verdict where it is not ours, and why ours is right. */
  readonly script?: readonly [verdict: 'breaks' | 'compatible', why: string]
}

const struct = (members: string): string => `struct s { ${members} };`
const enumeration = (members: string): string => `enum e { ${members} };`

const blind = 'debug information has no macros'
const source = 'it looks at binaries; programs no longer compile'
const spare = 'the member was spare; abidiff 2.4 would suppress it by its name'

const row = (
  name: string,
  before: string,
  after: string,
  ours: Verdict,
  script?: Pair['script'],
  narrow?: true,
): Pair => ({name, before, after, ours, ...(script && {script}), ...(narrow && {narrow})})

export const pairs: readonly Pair[] = [
  row('nothing', struct('__u32 a;'), struct('__u32 a;'), 'compatible'),
  row('a comment and white space', struct('__u32 a;'), 'struct s {\n\t/* what it is */\n\t__u32  a;\n};', 'compatible'),
  row('a member is wider', struct('__u32 a; __u32 b;'), struct('__u64 a; __u32 b;'), 'breaks'),
  row(
    'a member is narrower, its room stays',
    struct('__u32 a; __u32 b;'),
    struct('__u16 a; __u16 more; __u32 b;'),
    'breaks',
  ),
  row('a member between others', struct('__u32 a; __u32 b;'), struct('__u32 a; __u32 x; __u32 b;'), 'breaks'),
  row('a member in front', struct('__u32 a;'), struct('__u32 x; __u32 a;'), 'breaks'),
  row('members change places', struct('__u32 a; __u32 b;'), struct('__u32 b; __u32 a;'), 'breaks'),
  row('a member removed from the middle', struct('__u32 a; __u32 b; __u32 c;'), struct('__u32 a; __u32 c;'), 'breaks'),
  row('the last member removed', struct('__u32 a; __u32 b;'), struct('__u32 a;'), 'breaks'),
  row('an array is longer', struct('__u8 a[4]; __u32 b;'), struct('__u8 a[8]; __u32 b;'), 'breaks'),
  row('an array is shorter, behind it spare room', struct('__u8 a[8];'), struct('__u8 a[4]; __u8 pad[4];'), 'breaks'),
  row('a pointer is a number now', struct('void *a;'), struct('__u64 a;'), 'breaks'),
  row('signed is unsigned now', struct('__s32 a;'), struct('__u32 a;'), 'asks', ['breaks', 'the size is the same']),
  row('the same type under another name', struct('__u32 a;'), struct('unsigned int a;'), 'compatible'),
  row('a word on 64 bits', struct('unsigned long a;'), struct('unsigned long long a;'), 'compatible', [
    'breaks',
    'on this machine one is the other; where long has 32 bits we say so',
  ]),
  row('a word on 32 bits', struct('unsigned long a;'), struct('unsigned long long a;'), 'breaks', undefined, true),
  row(
    'an alignment of 8 on 64 bits',
    struct('__u32 a; __u64 b;'),
    struct('__u32 a; __u64 b __attribute__((aligned(8)));'),
    'compatible',
  ),
  row(
    'an alignment of 8 on 32 bits',
    struct('__u32 a; __u64 b;'),
    struct('__u32 a; __u64 b __attribute__((aligned(8)));'),
    'breaks',
    undefined,
    true,
  ),
  row(
    'padding spelled out on 64 bits',
    struct('__u32 a; __u64 b;'),
    struct('__u32 a; __u32 pad; __u64 b;'),
    'compatible',
    ['breaks', 'it counts any member that is inserted; nothing moves'],
  ),
  row(
    'padding spelled out on 32 bits',
    struct('__u32 a; __u64 b;'),
    struct('__u32 a; __u32 pad; __u64 b;'),
    'breaks',
    undefined,
    true,
  ),
  row('packed', struct('__u8 a; __u32 b;'), 'struct s { __u8 a; __u32 b; } __attribute__((packed));', 'breaks'),
  row(
    'packed where nothing moves',
    struct('__u32 a; __u32 b;'),
    'struct s { __u32 a; __u32 b; } __attribute__((packed));',
    'asks',
    ['compatible', 'it does not look at alignments; a struct around this one would change'],
  ),
  row(
    'a union around a member',
    struct('__u32 a; __u32 b;'),
    struct('union { __u32 a; __u32 x; }; __u32 b;'),
    'compatible',
  ),
  row('a struct around members', struct('__u32 a; __u32 b;'), struct('struct { __u32 a; __u32 b; };'), 'compatible'),
  row(
    'a group of members under a name too',
    struct('__u32 a; __u32 b;'),
    struct('union { struct { __u32 a; __u32 b; }; struct g { __u32 a; __u32 b; } group; };'),
    'compatible',
  ),
  row(
    'a named struct around members',
    struct('__u32 a; __u32 b;'),
    struct('struct { __u32 a; } in; __u32 b;'),
    'breaks',
    ['breaks', source],
  ),
  row(
    'a union around a member that is too large',
    struct('__u32 a; __u32 b;'),
    struct('union { __u32 a; __u64 x; }; __u32 b;'),
    'breaks',
  ),
  row(
    'a flexible array in the new spelling',
    struct('__u32 n; __u32 a[0];'),
    struct('__u32 n; __u32 a[];'),
    'compatible',
  ),
  row(
    'a flexible array in the oldest spelling',
    struct('__u32 n; __u32 a[1];'),
    struct('__u32 n; __u32 a[];'),
    'breaks',
  ),
  row(
    'the oldest spelling stays beside the new one',
    struct('__u32 n; __u32 a[1];'),
    struct('__u32 n; union { __u32 a[1]; struct { struct { } none; __u32 all[]; }; };'),
    'compatible',
  ),
  row(
    'a flexible array at the end',
    struct('__u32 n; __u32 more;'),
    struct('__u32 n; __u32 more; __u32 a[];'),
    'compatible',
    ['breaks', 'it counts any member that is inserted; the size stays'],
  ),
  row('spare room gets a name', struct('__u32 a; __u32 reserved;'), struct('__u32 a; __u32 b;'), 'compatible'),
  row('spare room is cut', struct('__u32 a; __u32 pad[4];'), struct('__u32 a; __u32 b; __u32 pad[3];'), 'compatible', [
    'breaks',
    spare,
  ]),
  row(
    'too little spare room is left',
    struct('__u32 a; __u32 pad[4];'),
    struct('__u32 a; __u32 b; __u32 pad[2];'),
    'breaks',
  ),
  row('a member has another name', struct('__u32 a; __u32 b;'), struct('__u32 first; __u32 b;'), 'asks', [
    'compatible',
    source,
  ]),
  row('a struct grows at its end', struct('__u32 a;'), struct('__u32 a; __u32 b;'), 'asks', [
    'breaks',
    'the kernel may be told its size',
  ]),
  row(
    'a struct that says its size grows',
    struct('__u32 argsz; __u32 a;'),
    struct('__u32 argsz; __u32 a; __u32 b;'),
    'compatible',
    ['breaks', 'userspace says how large its own is'],
  ),
  row(
    'a struct in the number of an ioctl grows',
    `${struct('__u32 a;')}\n#define IT _IOW(1, 2, struct s)`,
    `${struct('__u32 a; __u32 b;')}\n#define IT _IOW(1, 2, struct s)`,
    'breaks',
  ),
  row('a union grows', 'union u { __u32 a; };', 'union u { __u32 a; __u64 b; };', 'asks', [
    'breaks',
    'whoever holds it decides',
  ]),
  row('a union has one more member', 'union u { __u64 a; };', 'union u { __u64 a; __u32 b; };', 'compatible'),
  row(
    'a member that is larger than the padding of its union',
    struct('__u32 a; union { __u8 padding[16]; }; __u32 b;'),
    struct('__u32 a; union { struct { __u64 x[3]; } in; __u8 padding[16]; }; __u32 b;'),
    'breaks',
  ),
  row(
    'a member that fits into the padding of its union',
    struct('__u32 a; union { __u8 padding[16]; }; __u32 b;'),
    struct('__u32 a; union { struct { __u32 x[4]; } in; __u8 padding[16]; }; __u32 b;'),
    'compatible',
  ),
  row(
    'a struct in a struct grows',
    'struct i { __u32 a; };\nstruct s { struct i i; __u32 b; };',
    'struct i { __u32 a; __u32 x; };\nstruct s { struct i i; __u32 b; };',
    'breaks',
  ),
  row(
    'an array of structs, each of which grows',
    'struct i { __u32 a; };\nstruct s { struct i i[2]; };',
    'struct i { __u32 a; __u32 x; };\nstruct s { struct i i[2]; };',
    'breaks',
  ),
  row('bit-fields of another width', struct('__u32 a : 4, b : 4;'), struct('__u32 a : 5, b : 3;'), 'breaks'),
  row(
    'a bit-field cut out of spare bits',
    struct('__u32 a : 1, reserved : 31;'),
    struct('__u32 a : 1, b : 1, reserved : 30;'),
    'compatible',
    ['breaks', spare],
  ),
  row(
    'a length that a constant decides',
    '#define N 4\nstruct s { __u32 a[N]; __u32 b; };',
    '#define N 8\nstruct s { __u32 a[N]; __u32 b; };',
    'breaks',
  ),
  row(
    'a typedef of a struct without a tag',
    'typedef struct { __u32 a; __u32 b; } t;',
    'typedef struct { __u32 b; __u32 a; } t;',
    'breaks',
  ),
  row('a struct removed', `${struct('__u32 a;')}\nstruct t { __u32 a; };`, struct('__u32 a;'), 'breaks'),
  row('a struct with another tag', 'struct s { __u32 a; };', 'struct t { __u32 a; };', 'breaks'),
  row('a struct that is a union now', 'struct s { __u32 a; };', 'union s { __u32 a; };', 'breaks'),
  row('a struct added', struct('__u32 a;'), `${struct('__u32 a;')}\nstruct t { __u32 a; };`, 'compatible'),
  row('an enumerator at the end', enumeration('A, B'), enumeration('A, B, C'), 'compatible'),
  row('an enumerator in front of a count', enumeration('A, B, E_MAX'), enumeration('A, B, C, E_MAX'), 'compatible', [
    'breaks',
    'abidiff 2.4 would suppress it by its name',
  ]),
  // abidiff 2.4 would suppress this one by its name too, whichever way it changes; loops of programs end early.
  row('a count that shrinks', enumeration('A, E_MAX = 8'), enumeration('A, E_MAX = 4'), 'breaks'),
  row('an enumerator between others', enumeration('A, B'), enumeration('A, X, B'), 'breaks'),
  row('an enumerator removed', enumeration('A, B, C'), enumeration('A, B'), 'breaks'),
  row('an enumerator with another value', enumeration('A = 1, B = 2'), enumeration('A = 1, B = 3'), 'breaks'),
  row('an enumerator that is a macro now', enumeration('A, B'), `${enumeration('A')}\n#define B 1`, 'compatible', [
    'breaks',
    blind,
  ]),
  row('a macro with another value', '#define A 1', '#define A 2', 'breaks', ['compatible', blind]),
  row('a macro with the same value', '#define A 0x10', '#define A (1 << 4)', 'compatible'),
  row('a macro removed', '#define A 1\n#define B 1', '#define B 1', 'breaks', ['compatible', blind]),
  row('an ioctl of another direction', '#define IT _IOR(1, 2, __u32)', '#define IT _IOW(1, 2, __u32)', 'breaks', [
    'compatible',
    blind,
  ]),
  row('an ioctl of another size', '#define IT _IOR(1, 2, __u32)', '#define IT _IOR(1, 2, __u64)', 'breaks', [
    'compatible',
    blind,
  ]),
  row(
    'a set of flags with one more',
    '#define A 1\n#define B 2\n#define FLAGS (A)',
    '#define A 1\n#define B 2\n#define FLAGS (A | B)',
    'compatible',
  ),
  row(
    'a set of flags that is written as one',
    '#define A 1\n#define B 2\n#define C 4\n#define FLAGS (A | B)',
    '#define A 1\n#define B 2\n#define C 4\n#define FLAGS (A | B | C)',
    'compatible',
  ),
]

/** What both sides have: the kernel's types as userspace defines them. */
export const prelude = `typedef signed int __s32;
typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
`
