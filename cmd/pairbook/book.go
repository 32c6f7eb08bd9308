package main

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
)

// settingLang is where the book keeps the language of the app.
const settingLang = tui.SettingLang

// bookPath returns where the book lies: --book, then PAIRBOOK_BOOK, then the
// user's data folder.
func (r *run) bookPath() (string, error) {
	if r.flags.book != "" {
		return r.flags.book, nil
	}
	if p := r.main.Env("PAIRBOOK_BOOK"); p != "" {
		return p, nil
	}
	dir := dataFolder(runtime.GOOS, r.main.Env)
	if dir == "" {
		return "", usage("no_home")
	}
	return filepath.Join(dir, "pairbook", "book.db"), nil
}

// dataFolder returns where programs of a user keep their data on an operating
// system; "" where the environment does not tell.
func dataFolder(goos string, env func(string) string) string {
	under := func(name string, more ...string) string {
		home := env(name)
		if home == "" {
			return ""
		}
		return filepath.Join(append([]string{home}, more...)...)
	}
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	switch goos {
	case "windows":
		return under("LocalAppData")
	case "darwin":
		return under("HOME", "Library", "Application Support")
	}
	return under("HOME", ".local", "share")
}

// toRead opens the book for reading only: several can do that at once.
func (r *run) toRead() error { return r.toUse(store.Open, store.Options{ReadOnly: true}) }

// toWrite opens the book to change it.
func (r *run) toWrite() error { return r.toUse(store.Open, store.Options{}) }

// orCreate opens the book, or begins one.
func (r *run) orCreate() error { return r.toUse(store.OpenOrCreate, store.Options{}) }

// toUse opens the book, asks for a passphrase where there is one, and says what was
// noticed.
func (r *run) toUse(open opener, o store.Options) error {
	asking := func(path string, o store.Options) (*store.Book, error) { return r.unlocked(open, path, o) }
	if err := r.openBook(asking, o); err != nil {
		return err
	}
	if text := r.noticed(); text != "" {
		r.say(text)
	}
	return nil
}

// openBook opens the book without a word.
func (r *run) openBook(open opener, o store.Options) error {
	path, err := r.bookPath()
	if err != nil {
		return err
	}
	r.owners.know(r.lib)
	o.Now, o.Owner = r.main.Now, r.owners.of
	if r.book, err = open(path, o); err != nil {
		return err
	}
	r.speakAsBook()
	return nil
}

// noticed says what opening the book brought to light; "" where all is well.
func (r *run) noticed() string {
	switch told := r.book.Opening(); {
	case told.LastSaveMayMiss || len(told.Damage) > 0:
		return r.words.T("cli.opened_damaged")
	case told.Older:
		return r.words.T("opened.older")
	}
	return ""
}

func (r *run) closeBook() error {
	if r.book == nil {
		return nil
	}
	return r.book.Close()
}

// today returns the day the answers are for.
func (r *run) today() (lang.Date, error) {
	now := lang.DateOf(r.main.Now())
	if r.flags.today == "" {
		return now, nil
	}
	d, err := lang.ParseDate(r.flags.today, now, r.words.Lang())
	if err != nil {
		return d, usage("bad_today", "why", r.words.DateError(err))
	}
	return d, nil
}

// pair reads the pair that is meant. The book is open.
func (r *run) pair() (*forms.Pair, error) {
	one, err := r.choosePair()
	if err != nil {
		return nil, err
	}
	rec, damage, err := r.book.Load(one.ID)
	if err != nil {
		return nil, err
	}
	r.speakAsPair(r.book, rec)
	today, err := r.today()
	if err != nil {
		return nil, err
	}
	if len(damage) > 0 {
		r.say(r.words.N("cli.answers_damaged", len(damage)))
	}
	if text := r.programmeGone(rec, r.lib); text != "" {
		r.say(text)
	}
	p := forms.NewPair(rec, r.lib, today, r.words)
	r.owners.see(p)
	return p, nil
}

// choosePair finds the pair that --pair asks for. In a book of many pairs a whole id
// is found without looking at the others.
func (r *run) choosePair() (forms.PairSummary, error) {
	if one, err := r.book.Pair(forms.PairID(strings.ToLower(r.flags.pair))); err == nil {
		return one, nil
	}
	all, err := r.book.Pairs()
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return forms.PairSummary{}, err
	}
	one, not := choosePair(all, r.flags.pair)
	if not != nil && err != nil { // it can be the one that cannot be read
		return one, err
	}
	return one, not
}

// choosePair finds a pair by its id or a prefix of it; "" will do where there is
// only one.
func choosePair(all []forms.PairSummary, id string) (forms.PairSummary, error) {
	var fit []forms.PairSummary
	for _, p := range all {
		if strings.HasPrefix(string(p.ID), strings.ToLower(id)) || calls(p, id) {
			fit = append(fit, p)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(all) == 0:
		return forms.PairSummary{}, notFound("no_pair")
	case len(fit) == 0:
		return forms.PairSummary{}, notFound("no_such_pair_of", "id", shown(id), "pairs", pairLines(all))
	}
	return forms.PairSummary{}, usage("which_pair", "pairs", pairLines(fit))
}

// calls reports whether a person of a pair is called so, or has a name that begins so.
func calls(p forms.PairSummary, name string) bool {
	for _, part := range append(strings.Fields(p.Mentee+" "+p.Mentor), p.Mentee, p.Mentor) {
		if name != "" && strings.HasPrefix(strings.ToLower(part), strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// maxListed is how many pairs an error lists.
const maxListed = 8

func pairLines(all []forms.PairSummary) string {
	var lines []string
	for _, p := range all[:min(len(all), maxListed)] {
		lines = append(lines, "  "+string(p.ID)+"  "+names(p))
	}
	if len(all) > maxListed {
		lines = append(lines, "  …")
	}
	return strings.Join(lines, "\n")
}

func names(p forms.PairSummary) string { return p.Mentee + " & " + p.Mentor }
