//go:build linux

package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"pairbook/forms"
)

// step is one thing that is done to a book, and acknowledged or not.
type step struct {
	Do    string // begin, set, draft, drop, backup, forget, lock, unlock
	Field string
	Text  string
}

// The kinds of steps.
const (
	doBegin  = "begin"  // a new book with a pair
	doSet    = "set"    // an answer
	doDraft  = "draft"  // what is typed and no answer yet
	doBackup = "backup" // today's
	doOlder  = "older"  // another, under the name of an earlier day
	doHand   = "hand"   // a copy of the book is handed out, into a folder of its own
	doReopen = "reopen" // closed and opened
	doForget = "forget" // what stood at a question before; one backup is made anew, all others go
	doBack   = "back"   // the backup takes the book's place
	doLock   = "lock"   // the book gets a passphrase
	doUnlock = "unlock" // and loses it

	doArrive  = "arrive"  // a book of elsewhere is restored, mostly where there is neither book nor folder
	doDecrypt = "decrypt" // the same, of one that has to be decrypted first
)

// books are read at these questions of the planning worksheet, all of one person.
func questions() []string {
	return []string{"pw_about_me_mentee", "pw_now_good", "pw_now_hard", "pw_strengths", "pw_expect_mentee"}
}

func address(field string) forms.Address {
	return forms.Address{Sheet: forms.SheetID{Form: forms.WorksheetForm}, Field: field, Voice: forms.Mentee}
}

// says is what a book holds: the text at each question, drafts under their own names.
type says struct {
	begun  bool
	texts  map[string]string
	pass   string            // "" for none
	files  int               // backups
	saved  map[string]string // by the newest backup
	handed bool
}

// after returns what the book says after the first k steps.
func after(steps []step, k int) says {
	s := says{texts: map[string]string{}}
	for _, st := range steps[:k] {
		switch st.Do {
		case doBegin:
			s.begun = true
		case doArrive, doDecrypt:
			if s.begun {
				s.files++ // what was there before
			}
			s.begun, s.texts = true, st.onto(nil)
		case doSet, doDraft:
			s.texts = st.onto(s.texts)
		case doOlder:
			s.files++
		case doHand:
			s.handed = true
		case doBackup, doForget:
			s.files, s.saved = 1, maps.Clone(s.texts)
		case doBack:
			s.files++ // what was there before
			s.texts = maps.Clone(s.saved)
		case doLock:
			s.pass = st.Text
		case doUnlock:
			s.pass = ""
		}
	}
	return s
}

// onto returns the texts of a book after a step of typing or answering.
func (st step) onto(texts map[string]string) map[string]string {
	next := map[string]string{}
	maps.Copy(next, texts)
	if st.Do == doDraft {
		next[draftOf(st.Field)] = st.Text
		return next
	}
	next[st.Field] = st.Text
	delete(next, draftOf(st.Field))
	return next
}

func draftOf(field string) string { return "draft of " + field }

// differs says in which way a book is another than it should be; "" where it is not.
func (s says) differs(texts map[string]string) string {
	if maps.Equal(s.texts, texts) {
		return ""
	}
	for at, text := range s.texts {
		if got := texts[at]; got != text {
			return fmt.Sprintf("%s says %q, not %q", at, short(got), short(text))
		}
	}
	return fmt.Sprintf("there is more than there should be: %d texts", len(texts))
}

func short(s string) string {
	if len(s) > 24 {
		return s[:24] + "…"
	}
	return s
}

// text returns a text that nobody wrote before, of a length that answers have.
func text(rng *rand.Rand, n int) string {
	words := 1 + rng.IntN(12)
	if rng.IntN(12) == 0 {
		words = 900 // more than a page
	}
	return fmt.Sprintf("text-%04d%s", n, strings.Repeat(" we talk", words))
}

// sets returns n steps of typing and answering.
func sets(rng *rand.Rand, from, n int) []step {
	var all []step
	for i := from; i < from+n; i++ {
		do := doSet
		if rng.IntN(3) == 0 {
			do = doDraft
		}
		all = append(all, step{do, questions()[rng.IntN(len(questions()))], text(rng, i)})
	}
	return all
}

// longScript is a book from its first minute on: a pair, answers, a backup, something
// forgotten, answers again, the backup in the book's place, and answers once more.
func longScript(rng *rand.Rand, n int) []step {
	if n == 0 {
		return []step{{Do: doBegin}}
	}
	all := []step{{Do: doBegin}}
	all = append(all, sets(rng, 0, n/2)...)
	all = append(all, step{Do: doBackup}, step{Do: doOlder})
	all = append(all, sets(rng, n, n/4)...)
	for _, text := range []string{"one", "two", "three"} { // something to forget
		all = append(all, step{doSet, questions()[0], text})
	}
	all = append(all, step{Do: doReopen}, step{Do: doForget, Field: questions()[0]})
	all = append(all, sets(rng, 2*n, n/4)...)
	all = append(all, step{Do: doBack})
	return append(all, sets(rng, 3*n, 2)...)
}

// keyScript is a book that gets a passphrase, another one, and none again.
func keyScript(rng *rand.Rand) []step {
	all := append([]step{{Do: doBegin}}, sets(rng, 0, 6)...)
	all = append(all, step{Do: doLock, Text: "first"})
	all = append(all, sets(rng, 10, 3)...)
	all = append(all, step{Do: doLock, Text: "second"})
	all = append(all, sets(rng, 20, 2)...)
	return append(all, step{Do: doUnlock}, step{doSet, questions()[1], text(rng, 30)})
}

// arriveScript is a book that is restored on a new computer, and gone on with.
func arriveScript(rng *rand.Rand, do string) []step {
	return append([]step{{do, questions()[0], "carried here"}}, sets(rng, 0, 3)...)
}

// overScript restores a book of elsewhere over one that was never backed up.
func overScript(rng *rand.Rand) []step {
	return append([]step{{Do: doBegin}, {doSet, questions()[1], text(rng, 30)}}, arriveScript(rng, doArrive)...)
}

// commandScript is what can be done by commands alone.
func commandScript(rng *rand.Rand, n int) []step {
	all := slices.DeleteFunc(longScript(rng, n), func(st step) bool { return st.Do == doReopen }) // each command does
	for i := range all {
		switch all[i].Do {
		case doDraft:
			all[i].Do = doSet
		case doOlder:
			all[i].Do = doHand
		}
	}
	return all
}

// texts reads what a record says, as says does.
func texts(rec *forms.Record) map[string]string {
	all := map[string]string{}
	rec.Addresses(func(a forms.Address) {
		if a.Sheet.Form == forms.WorksheetForm && !a.Hidden() && len(rec.Value(a)) > 0 {
			all[a.Field] = string(rec.Value(a))
		}
	})
	for a, t := range rec.Drafts {
		all[draftOf(a.Field)] = t
	}
	return all
}
