package export

import "strings"

// mdAlways are the signs that are markup anywhere in a line.
const mdAlways = "\\`*_[]<>|~&#$"

// mdFirst are the signs that are markup at the start of a line only: lists,
// underlines of headings, definitions.
const mdFirst = "-+=:"

// mdText makes a text of one or more lines safe in Markdown. Line breaks stay, as
// hard breaks; empty lines go, because they would end the paragraph.
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

// mdCell makes a text safe in a table, where a line break is the one tag we write.
func mdCell(s string) string {
	var out []string
	for line := range strings.SplitSeq(clean(s), "\n") {
		if line = mdLine(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "<br>")
}

// mdLine makes one line safe. Blanks at its ends go: four of them would make it
// code.
func mdLine(s string) string {
	s = oneLine(s)
	var b strings.Builder
	b.Grow(len(s) + 8)
	dot := listDot(s)
	for i, r := range s {
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
