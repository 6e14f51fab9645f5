/** Mails out of hunks, for the examples of rules: `{path: '+a line\n context\n'}`. */

export interface MailParts {
  readonly subject?: string
  readonly message?: string | undefined
}

/** A hunk may begin with its own `@@` line; without one it begins in line 1. A file all of whose lines go is deleted. */
export function patchMail(files: Readonly<Record<string, string>>, {subject, message}: MailParts = {}): string {
  const diffs = Object.entries(files).map(([path, hunks]) => {
    const parts = hunks.split(/^(?=@@ )/m).map(numbered)
    const isDeleted = /^(?:-.*\n)+$/.test(hunks)
    const names = isDeleted
      ? ['deleted file mode 100644', `--- a/${path}`, '+++ /dev/null']
      : [`--- a/${path}`, `+++ b/${path}`]
    return `diff --git a/${path} b/${path}\n${names.join('\n')}\n${parts.join('')}`
  })
  return `From: A <a@example.org>
Subject: ${subject ?? '[PATCH] KVM: Change it'}
Message-ID: <1@example.org>

${message ?? 'Why.'}

---
${diffs.join('')}-- 
2.39.5
`
}

function numbered(hunk: string): string {
  if (/^@@ -/.test(hunk)) return hunk
  const heading = /^@@ (.*)\n/.exec(hunk)
  const lines = hunk.slice(heading?.[0].length ?? 0)
  const count = (sign: RegExp) =>
    lines.split('\n').filter((line, index, all) => (line !== '' || index < all.length - 1) && sign.test(line)).length
  return `@@ -1,${count(/^(?![+])/)} +1,${count(/^(?!-)/)} @@${heading ? ` ${heading[1]}` : ''}\n${lines}`
}
