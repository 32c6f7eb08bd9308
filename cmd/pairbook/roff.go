package main

import "strings"

// roff writes a page for the man command. Every text is taken as it stands: no sign of it
// is read as a command.
type roff struct{ b strings.Builder }

// command writes a command with its arguments, each in quotation marks.
func (p *roff) command(name string, args ...string) {
	p.b.WriteString("." + name)
	for _, a := range args {
		p.b.WriteString(` "` + strings.ReplaceAll(escaped(a), `"`, `\(dq`) + `"`)
	}
	p.b.WriteByte('\n')
}

// line writes a line of text.
func (p *roff) line(text string) {
	text = escaped(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	p.b.WriteString(text + "\n")
}

// text writes paragraphs; empty lines part them. What is indented keeps its lines: it is
// something to type.
func (p *roff) text(text string) {
	typed := false
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimRight(line, "\n")
		bare, indented := strings.CutPrefix(line, "  ")
		switch {
		case line == "" && !typed:
			p.command("PP")
		case line == "":
			p.b.WriteString("\\&\n") // it may go on
		case indented && !typed:
			p.command("RS", "4")
			p.command("EX")
		case !indented && typed:
			p.command("EE")
			p.command("RE")
			p.command("PP")
		}
		if line != "" {
			typed = indented
			p.line(bare)
		}
	}
	if typed {
		p.command("EE")
		p.command("RE")
	}
}

// bold and italic are texts for roff.tagged.
func bold(text string) string { return `\fB` + escaped(text) + `\fR` }

func italic(text string) string { return `\fI` + escaped(text) + `\fR` }

// tagged writes a term, made with bold and italic, and what there is to say of it.
func (p *roff) tagged(term, text string) {
	p.command("TP")
	p.b.WriteString(term + "\n")
	p.line(text)
}

// escaped makes a text safe inside a line: a backslash is one, and a hyphen can be copied
// into a shell.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
}
