package main

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
)

// markers are words that only their author may read.
var markers = []struct {
	sheet, field, text string
	author             forms.Voice
}{
	{"meeting/1", "m_private_mentee", "heron", forms.Mentee},
	{"meeting/1", "m_private_mentor", "magpie", forms.Mentor},
	{"feedback_each/mentee", "fe_worked", "kestrel", forms.Mentee},
	{"feedback_each/mentee", "fe_best", "bittern", forms.Mentee},
	{"feedback_each/mentor", "fe_change", "curlew", forms.Mentor},
	{"feedback_each/mentor", "fe_three_words", "dunlin", forms.Mentor},
	{"early_end", "ee_learned", "plover", forms.Mentee},
}

func TestWhatIsPrivateOrSealedIsSeenByNobodyElse(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	for _, m := range markers {
		h.must("set", m.sheet, m.field, m.text, "--as", string(m.author))
	}
	h.must("seal", "feedback_each/mentee", "--anyway")
	for _, m := range markers {
		var outputs []said
		outputs = append(outputs, h.run("status"), h.run("status", "--json"), h.run("list", "--json"), h.run("doctor"))
		for _, args := range [][]string{{"show", m.sheet}, {"history", m.sheet}, {"show", m.sheet, m.field}, {"history", m.sheet, m.field}} {
			outputs = append(outputs, h.run(args...), h.run(append(args, "--json")...))
		}
		other := string(m.author.Other())
		outputs = append(outputs, h.run("show", m.sheet, "--as", other), h.run("show", m.sheet, m.field, "--as", other, "--json"))
		for _, f := range export.Formats() {
			outputs = append(outputs, h.run("export", m.sheet, "--format", string(f), "--voices", "all"))
			outputs = append(outputs, h.run("export", "feedback_together", "--format", string(f)))
		}
		for _, s := range outputs {
			if strings.Contains(s.out+s.err, m.text) {
				t.Errorf("%s of %s got out:\n%s%s", m.field, m.sheet, s.out, s.err)
			}
		}
		if got := h.must("show", m.sheet, m.field, "--as", string(m.author)); got != m.text+"\n" {
			t.Errorf("the author of %s reads %q", m.field, got)
		}
	}
}

func TestHowMuchIsWrittenInAClosedCopyCannotBeCounted(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	before := h.must("status", "--json")
	h.must("set", "feedback_each/mentor", "fe_worked", "everything")
	if after := h.must("status", "--json"); after != before {
		t.Errorf("the status tells of a closed copy:\n%s\n%s", before, after)
	}
	exported := h.must("export", "feedback_each/mentor")
	h.must("set", "feedback_each/mentor", "fe_best", "all of it")
	if again := h.must("export", "feedback_each/mentor"); again != exported {
		t.Errorf("the export tells of a closed copy:\n%s", again)
	}
}
