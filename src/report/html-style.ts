/** The page's style sheet. Colours have a contrast of at least 4.5 to 1 on their background, by day and by night. */

export const styleSheet = `
:root { color-scheme: light dark; --text: #1f2328; --page: #fff; --soft: #f3f4f6; --line: #d0d7de; --dim: #57606a;
  --link: #0550ae; --error: #b3141c; --warning: #8a4b00; --info: #0a5c8a; --mark: #ffe08a; --added: #0f6b2d; --removed: #a40e26 }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --page: #0d1117; --soft: #161b22; --line: #30363d; --dim: #9da7b1;
    --link: #79b8ff; --error: #ff8a84; --warning: #e3b341; --info: #7cc4f2; --mark: #5c4500; --added: #7ee2a0; --removed: #ffa198 }
}
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 4rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .5rem }
h1 { margin-top: 0 } h2 { font-size: 1.35rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem }
a { color: var(--link) }
code, pre { font-family: ui-monospace, monospace; font-size: .875em }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--soft); border-radius: .375rem; white-space: pre-wrap }
mark { color: inherit; background: var(--mark); border-radius: .125rem }
p, ul, dl { margin: .5rem 0 } dt { font-weight: 600; margin-top: 1rem } dd { margin-left: 0 }
nav ul { list-style: none; padding: 0 }
.said { white-space: pre-wrap }
.place { color: var(--dim); font-size: .9rem }
.number { display: inline-block; min-width: 3.5em; color: var(--dim); user-select: none }
.added { color: var(--added) } .removed { color: var(--removed) }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .375rem }
article.error { border-left-color: var(--error) } article.warning { border-left-color: var(--warning) }
article.info { border-left-color: var(--info) }
.error b { color: var(--error) }
.warning b { color: var(--warning) }
.info b { color: var(--info) }
article > h3 { margin: 0; font-weight: 400; font-size: 1rem }
article:target { outline: .15rem solid var(--link) }
.skip { position: absolute; left: -100rem } .skip:focus { left: 1rem }
@media print { nav, .skip { display: none } article { break-inside: avoid } }
`
