package export

import "strings"

// mdAlways are the signs that are markup anywhere in a line.
const mdAlways = "\\`*_[]<>|~&#$"

// mdFirst are the signs that are markup at the start of a line only: lists,
// underlines of headings, definitions.
const mdFirst = "-+=:"

// What stands for signs that Markdown would drop or take for its own.
const (
	MarkdownBlank  = "&#32;"   // a blank at the end of a line, or beside another
	MarkdownBreak  = "<br>"    // a line break in a table; an empty line that is more than the end of a paragraph
	MarkdownNoCell = "–"       // a cell without an answer
	markdownDash   = "&#8211;" // that sign, where somebody wrote it
)

// mdText makes a text of ours safe in Markdown. Line breaks stay, as hard breaks;
// blanks that do not show and empty lines go.
func mdText(s string) string { return mdLines(strings.Split(clean(s), "\n")) }

func mdLines(lines []string) string {
	var out []string
	for _, line := range lines {
		if line = mdLine(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\\\n")
}

// mdCell makes a text of ours safe in a table, where a line break is the one tag we
// write.
func mdCell(s string) string {
	var out []string
	for line := range strings.SplitSeq(clean(s), "\n") {
		if line = mdLine(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, MarkdownBreak)
}

// mdLine makes one line of ours safe. Blanks at its ends go: four of them would make
// it code.
func mdLine(s string) string { return mdExact(oneLine(s)) }

// mdProse writes what somebody wrote, so that it can be read back to the letter: an
// empty line parts paragraphs, a further one is written out.
func mdProse(s string) string {
	lines := strings.Split(s, "\n")
	var b strings.Builder
	for i := 0; i < len(lines); i++ {
		switch {
		case lines[i] == "":
			b.WriteString(MarkdownBreak)
		default:
			b.WriteString(mdExact(lines[i]))
		}
		switch {
		case i+2 < len(lines) && lines[i+1] == "":
			b.WriteString("\n\n")
			i++
		case i+1 < len(lines):
			b.WriteString("\\\n")
		}
	}
	return b.String()
}

// mdExactCell writes what somebody wrote in a cell, so that it can be read back to
// the letter.
func mdExactCell(s string) string {
	if s == MarkdownNoCell {
		return markdownDash
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = mdExact(line)
	}
	return strings.Join(lines, MarkdownBreak)
}

// mdExact makes one line safe and keeps every sign of it.
func mdExact(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	dot := listDot(s)
	for i, r := range s {
		if r == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			b.WriteString(MarkdownBlank)
			continue
		}
		if strings.ContainsRune(mdAlways, r) || i == dot || i == 0 && strings.ContainsRune(mdFirst, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// listDot returns the place of the dot or bracket that would make a line an item
// of a numbered list, or -1.
func listDot(s string) int {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits == 0 || digits == len(s) || s[digits] != '.' && s[digits] != ')' {
		return -1
	}
	return digits
}

// MarkdownLine reads back one line of what Markdown writes. What has no meaning to us
// is taken as it stands, so that a person may type without a thought for Markdown.
func MarkdownLine(s string) string {
	s = strings.Trim(s, " \t")
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunctuation(s[i+1]):
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], MarkdownBlank):
			b.WriteByte(' ')
			i += len(MarkdownBlank) - 1
		case strings.HasPrefix(s[i:], markdownDash):
			b.WriteString(MarkdownNoCell)
			i += len(markdownDash) - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
}
