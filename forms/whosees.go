package forms

import "slices"

// Sight says of a question who writes it, who reads it and from when, and to whom
// outside it may go.
type Sight struct {
	ID      string // field id
	Label   string
	Writes  string     // in words
	Reads   string     // in words
	Outside []Audience // those outside, as far as it can ever leave to them
}

// WhoSees lists who writes and who reads each question of a sheet, in the order of its
// form, also of what is not asked at the moment. It is worked out from the same fields
// that MayRead and Leaves look at, and knows nothing of answers.
func (s Sheet) WhoSees() []Sight {
	var out []Sight
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			if fd := &s.Form.Sections[i].Fields[j]; s.concerns(fd) {
				out = append(out, s.sight(fd))
			}
		}
	}
	return out
}

// concerns reports whether a question is ever asked on this sheet.
func (s Sheet) concerns(fd *Field) bool {
	return len(s.Voices(fd)) > 0 && !s.Pair.Programme().LeavesOut(s.Form.ID, fd.ID)
}

func (s Sheet) sight(fd *Field) Sight {
	out := Sight{ID: fd.ID, Label: s.Pair.Text(fd.Label), Writes: s.writers(fd), Reads: s.Pair.Words.T("leaves.reads_" + string(seenBy(fd)))}
	for _, to := range []Audience{ForBoard, ForCoordinator} {
		if s.everLeaves(fd, to) {
			out.Outside = append(out.Outside, to)
		}
	}
	return out
}

// seenBy is what a field says of its readers; a field that says nothing is for both.
func seenBy(fd *Field) Seen {
	if fd.Seen == "" {
		return SeenPair
	}
	return fd.Seen
}

// writers names in words who answers a field.
func (s Sheet) writers(fd *Field) string {
	w, v := s.Pair.Words, s.Voices(fd)
	switch {
	case fd.Kind == KindAuto, fd.By == ByProgramme:
		return w.T("leaves.by_program")
	case fd.Compare:
		return w.T("leaves.by_compare")
	case len(v) > 1:
		return w.T("leaves.by_each")
	case v[0] == Agreed:
		return w.T("leaves.by_both")
	}
	return s.Pair.Name(v[0])
}

// SightGroup is what is written and read alike.
type SightGroup struct {
	Text   string   // who writes, who reads, and to whom outside it may go
	Labels []string // of the questions, or of sections where all of one are alike
}

// SightGroups says WhoSees in words, shorter: questions that are written and read alike
// stand together, and a section of which all are alike stands as one.
func (s Sheet) SightGroups() []SightGroup {
	var out []SightGroup
	put := func(text, label string) {
		i := slices.IndexFunc(out, func(g SightGroup) bool { return g.Text == text })
		if i < 0 {
			i, out = len(out), append(out, SightGroup{Text: text})
		}
		out[i].Labels = append(out[i].Labels, label)
	}
	total := 0
	for i := range s.Form.Sections {
		sec := &s.Form.Sections[i]
		var labels, texts []string
		for j := range sec.Fields {
			if fd := &sec.Fields[j]; s.concerns(fd) {
				line := s.sight(fd)
				labels, texts = append(labels, line.Label), append(texts, s.say(line))
			}
		}
		total += len(texts)
		if len(texts) > 1 && len(slices.Compact(slices.Clone(texts))) == 1 {
			title := s.Pair.Text(sec.Title)
			put(texts[0], s.Pair.Words.T("leaves.who_some", "label", title, "n", len(texts)))
			continue
		}
		for k := range texts {
			put(texts[k], labels[k])
		}
	}
	if len(out) == 1 {
		out[0].Labels = []string{s.Pair.Words.T("leaves.who_all", "n", total)}
	}
	return out
}

// say words who writes and who reads.
func (s Sheet) say(l Sight) string {
	w := s.Pair.Words
	text := w.T("leaves.who_line", "writes", l.Writes, "reads", l.Reads)
	var to []string
	for _, a := range l.Outside {
		to = append(to, s.Pair.AudienceName(a))
	}
	if len(to) > 0 {
		text += " " + w.T("leaves.who_outside", "who", w.List(to))
	}
	return text
}
