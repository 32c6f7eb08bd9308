package main

import (
	"errors"
	"strings"

	"pairbook/forms/lang"
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
	if r.asked || r.book == nil {
		return
	}
	code, err := r.book.Setting(settingLang)
	if err != nil || code == "" {
		return // the locale's language does as well
	}
	if w, err := lang.Load(lang.Lang(code)); err == nil {
		r.words = w
	}
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
