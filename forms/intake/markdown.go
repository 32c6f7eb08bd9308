package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"pairbook/forms"
	"pairbook/forms/export"
)

// mdReader reads the body of a Markdown file.
type mdReader struct {
	faults *faults
	names  *names
	file   File
	used   map[string]bool // questions that were there already
	fixed  []string        // see export.Fixed
	titled bool            // the title was there
}

// block is a heading with the lines below it.
type block struct {
	line  line
	level int // of the heading; 0 for what stands before the first
	lines []line
}

// readMarkdown reads all that a file says.
func readMarkdown(p *Paper, s forms.Sheet, f *faults) File {
	r := &mdReader{faults: f, names: newNames(s, p.Head), file: File{Head: p.Head}, used: map[string]bool{}}
	blocks := r.blocks(p.lines)
	if i := slices.IndexFunc(blocks, func(b block) bool { return b.level == 1 }); i >= 0 {
		r.learn(blocks[i])
	}
	for _, b := range blocks {
		if len(f.all) < MaxFaults {
			r.block(b)
		}
	}
	r.file.intact = export.Fixed(r.fixed) == p.Fixed
	return r.file
}

// blocks cuts a file at its headings. What stands below the rule at the end is ours.
func (r *mdReader) blocks(lines []line) []block {
	out := []block{{}}
	for i, l := range lines {
		level := headingLevel(l.text)
		last := &out[len(out)-1]
		switch {
		case level > 0:
			out = append(out, block{line: line{l.n, strings.TrimLeft(l.text, "# \t")}, level: level})
		case l.text != "---":
			last.lines = append(last.lines, l)
		case slices.ContainsFunc(lines[i:], func(l line) bool { return headingLevel(l.text) > 0 }):
			r.faults.add(l.n, "rule_within")
		default:
			r.foot(lines[i+1:])
			return out
		}
	}
	return out
}

// foot refuses what we do not write ourselves at the end: it would be lost.
func (r *mdReader) foot(lines []line) {
	s := r.names.sheet
	for _, l := range lines {
		text := plain(export.MarkdownLine(l.text))
		ours := text == "" || r.names.called(text, s.Form.Share)
		for _, to := range forms.Audiences() {
			ours = ours || text == plain(s.Pair.Words.T("leaves.share", "for", s.Pair.AudienceName(to)))
		}
		if !ours {
			r.faults.add(l.n, "text_nowhere", "text", brief(text))
			return
		}
	}
}

// headingLevel counts the signs of a heading; 0 for a line that is none.
func headingLevel(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n == 0 || n > 6 || len(s) > n && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

// learn looks for the names of the two below the title.
func (r *mdReader) learn(b block) {
	for _, l := range b.lines {
		if l.text != "" {
			r.names.learn(export.MarkdownLine(strings.TrimSuffix(l.text, `\`)))
			return
		}
	}
}

func (r *mdReader) block(b block) {
	switch {
	case b.level == 1 && r.titled, b.level > 3:
		r.faults.add(b.line.n, "heading", "heading", brief(b.line.text))
	case b.level < 2:
		r.titled = b.level == 1
		r.noAnswers(b, 1+3*b.level) // the programme; the pair, the day, what the form is for, why nothing is there
	case b.level == 2:
		r.noAnswers(b, 0)
	default:
		r.question(b)
	}
}

// noAnswers refuses more text than we write ourselves where no question stands: it
// would be lost.
func (r *mdReader) noAnswers(b block, most int) {
	n := 0
	for _, l := range b.lines {
		if _, ours := emphasised(l.text); ours || l.text == "" {
			continue
		}
		if n++; n > most {
			r.faults.add(l.n, "text_nowhere", "text", brief(l.text))
			return
		}
	}
}

var numbered = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{1,4}\. +`) })

// question reads what stands below the heading of a question.
func (r *mdReader) question(b block) {
	label := export.MarkdownLine(numbered().ReplaceAllString(b.line.text, ""))
	fd, earlier := r.names.question(label, r.used)
	switch {
	case fd == nil:
		r.faults.add(b.line.n, "no_question", "label", brief(label))
		return
	case r.used[fd.ID]:
		r.faults.add(b.line.n, "question_twice", "label", brief(label))
		return
	}
	r.used[fd.ID] = true
	if earlier || fd.Kind == forms.KindAuto || fd.Kind == forms.KindSign {
		text := strings.TrimSpace(rawText(r.withoutHint(b.lines, fd)))
		if text != "" {
			r.fixed = append(r.fixed, text)
		}
		r.file.Answers = append(r.file.Answers, Answer{
			Field: fd.ID, Line: b.line.n, Fixed: true, Cells: []Cell{{Line: b.line.n, Text: text}},
		})
		return
	}
	for _, v := range r.voices(b, fd) {
		r.answer(fd, v)
	}
}

func rawText(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

// withoutHint leaves out the first line that is the question's hint.
func (r *mdReader) withoutHint(lines []line, fd *forms.Field) []line {
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if text, ok := emphasised(l.text); ok && len(fd.Hint) > 0 && r.names.called(plain(text), fd.Hint) {
			return lines[i+1:]
		}
		break
	}
	return lines
}
