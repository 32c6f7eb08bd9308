package main

import (
	"strings"
	"testing"
)

func TestASealedCopyIsReopenedOnlyUntilBothAreSealed(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	h.must("seal", "feedback_each/mentee", "--anyway")
	h.must("reopen", "feedback_each/mentee")
	h.must("set", "feedback_each/mentee", "fe_worked", "We met every month")
	h.must("seal", "feedback_each/mentee", "--anyway")
	h.must("seal", "feedback_each/mentor", "--anyway")
	for _, sheet := range []string{"feedback_each/mentee", "feedback_each/mentor"} {
		if s := h.run("reopen", sheet); s.code != 4 || s.out != "" || strings.Contains(s.err, "errors.") {
			t.Errorf("reopening %s once both have read it: exit code %d\n%s%s", sheet, s.code, s.out, s.err)
		}
	}
	if got := h.must("show", "feedback_each/mentee", "fe_worked"); got != "We met every month\n" {
		t.Errorf("the copy says %q", got)
	}
}
