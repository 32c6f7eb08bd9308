package main

import (
	"errors"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
)

// language returns the language to speak before the book is open: --lang, then
// PAIRBOOK_LANG, then the locale. An unknown --lang is an error, and English.
func (r *run) language() (lang.Lang, error) {
	if code, ok := argument(r.main.Args, "--lang"); ok {
		r.asked = true
		l, err := lang.Parse(code)
		if err != nil {
			return lang.English, usage("bad_lang", "lang", shown(code), "known", known(lang.All()))
		}
		return l, nil
	}
	if code := r.main.Env("PAIRBOOK_LANG"); code != "" {
		r.asked = true
		return lang.Match(code), nil
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := r.main.Env(name); locale != "" {
			return lang.Match(locale), nil
		}
	}
	return lang.English, nil
}

// load returns the words of a language, and the error it was handed or its own.
func load(l lang.Lang, err error) (*lang.Words, error) {
	w, err2 := lang.Load(l)
	return w, errors.Join(err, err2)
}

// speakAsBook goes on in the language kept in the book, where nobody asked for
// another.
func (r *run) speakAsBook() {
	if r.book == nil {
		return
	}
	code, err := r.book.Setting(settingLang)
	if err == nil { // else the locale's language does as well
		r.speak(lang.Lang(code))
	}
}

// speakAsPair goes on in a pair's own language, where it has one and nobody asked for
// another.
func (r *run) speakAsPair(b *store.Book, rec *forms.Record) {
	kept, _ := b.Setting(forms.LangKey(rec.Pair)) // without it the pair speaks as its sheet says
	r.speak(rec.Spoken(kept))
}

// speak goes on in a language, where nobody asked for another. "" changes nothing.
func (r *run) speak(l lang.Lang) {
	if r.asked || l == "" || l == r.words.Lang() {
		return
	}
	if w, err := lang.Load(l); err == nil {
		r.words = w
	}
}

// keepSpoken lets a pair speak the language that its sheet asks for from now on,
// whatever it was switched to before.
func (r *run) keepSpoken(id forms.PairID, cs []forms.Change) error {
	for _, c := range cs {
		if l, ok := forms.SaysLang(c); ok {
			return r.book.SetSetting(forms.LangKey(id), string(l))
		}
	}
	return nil
}

// argument finds the value of a flag among raw arguments, before anything is
// parsed.
func argument(args []string, flag string) (value string, ok bool) {
	for i, a := range args {
		switch {
		case a == "--":
			return "", false
		case a == flag && i+1 < len(args):
			return args[i+1], true
		case strings.HasPrefix(a, flag+"="):
			return a[len(flag)+1:], true
		}
	}
	return "", false
}

// known lists ids for a sentence: "en, sv".
func known[T ~string](ids []T) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	return strings.Join(names, ", ")
}
