package forms

import (
	"strconv"
	"strings"
)

// readWording takes a canonical text apart; ok is false where it is none. It is for
// showing differences: what a proof holds is compared byte by byte.
func readWording(text string) (w wording, ok bool) {
	first, rest, _ := strings.Cut(strings.TrimSuffix(text, "\n"), "\n\n")
	if !strings.HasPrefix(first, "pairbook wording ") {
		return wording{}, false
	}
	for line := range strings.SplitSeq(first, "\n") {
		key, value, _ := strings.Cut(line, " ")
		if number, is := strings.CutPrefix(value, "wording "); is && len(w.head) == 0 {
			key, value = key+" wording", number
		}
		w.head = append(w.head, [2]string{key, value})
	}
	if rest == "" {
		return w, true
	}
	for block := range strings.SplitSeq(rest, "\n\n") { // no line of a question is empty
		q, ok := readAsked(block)
		if !ok {
			return wording{}, false
		}
		w.questions = append(w.questions, q)
	}
	return w, true
}

// readAsked reads one question with its answers.
func readAsked(block string) (q asked, ok bool) {
	first, rest, _ := strings.Cut(block, "\n")
	words := strings.Split(first, " ")
	if len(words) != 3 || words[0] != "question" {
		return q, false
	}
	q.id, q.voice = words[1], Voice(words[2])
	r := askedReader{q: &q}
	for line := range strings.SplitSeq(rest, "\n") {
		if !r.line(line) {
			return q, false
		}
	}
	r.end()
	return q, true
}

// askedReader gathers the lines of a question.
type askedReader struct {
	q     *asked
	now   answer
	texts [3][]string // of the signs ?, = and >
	row   int
	name  string
}

const wordingSigns = "?=>"

func (r *askedReader) line(line string) bool {
	keyword, rest, _ := strings.Cut(line, " ")
	if i := strings.Index(wordingSigns, keyword); i >= 0 && len(keyword) == 1 {
		r.texts[i] = append(r.texts[i], rest)
		return true
	}
	r.end()
	switch keyword {
	case "part":
		r.now.part = rest
		return rest != ""
	case "row":
		number, name, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(number)
		r.row, r.name = n, name
		return err == nil && n > 0
	}
	return false
}

// end closes what was gathered: the question's own wording, or an answer.
func (r *askedReader) end() {
	join := func(i int) string { return strings.Join(r.texts[i], "\n") }
	switch {
	case len(r.texts[1]) > 0:
		a := r.now
		a.row, a.name, a.value, a.shown = r.row, r.name, join(1), join(1)
		if len(r.texts[2]) > 0 {
			a.shown = join(2)
		}
		if a.part == "" {
			r.q.label = join(0)
		} else {
			a.label = join(0)
		}
		r.q.answers = append(r.q.answers, a)
	case r.now.part == "":
		if len(r.texts[0]) > 0 {
			r.q.label = join(0)
		}
	}
	r.now, r.texts = answer{}, [3][]string{}
}

// same reports whether two questions are worded and answered alike.
func (q asked) same(o asked) bool {
	return wording{questions: []asked{q}}.String() == wording{questions: []asked{o}}.String()
}

// key names a question among those of a sheet.
func (q asked) key() string { return q.id + " " + string(q.voice) }

// said is what was answered, whatever the question's wording and the language.
func (q asked) said() string {
	var b strings.Builder
	for _, a := range q.answers {
		b.WriteString("row " + strconv.Itoa(a.row) + "\n")
		b.WriteString("part " + a.part + "\n")
		writeLines(&b, '=', a.value)
	}
	return b.String()
}

// sameQuestions reports whether two texts word and answer the same questions; the
// lines at the head do not count.
func sameQuestions(a, b string) bool {
	_, a, _ = strings.Cut(a, "\n\n")
	_, b, _ = strings.Cut(b, "\n\n")
	return a == b
}
