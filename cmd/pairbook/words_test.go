package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// source is the text of this package, less its tests.
func source(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

// messagesIn finds the keys of messages that a source asks for.
func messagesIn(src string) map[string]bool {
	keys := map[string]bool{}
	add := func(pattern string, names ...string) {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(src, -1) {
			for _, n := range names {
				keys[strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ReplaceAll(n, "$", m[1]))] = true
			}
		}
	}
	add(`\b(?:usage|notFound|invalid)\("(\w+)"`, "errors.$")
	add(`\bkey: "(\w+)"`, "errors.$")
	add(`\{(?:store|forms)\.Err\w+, \w+, "(\w+)"\}`, "errors.$")
	add(`\b(?:gone|damaged|in_use)\b()`, "errors.gone_backup", "errors.damaged_backup", "errors.in_use_by")
	add(`"(damaged_key)"`, "errors.$", "errors.$_backup", "errors.$_passphrase", "errors.$_recovery")
	add(`("privacy.way_")`, "privacy.way_passphrase", "privacy.way_recovery")
	add(`("privacy.restore_")`, "privacy.restore_here", "privacy.restore_there", "privacy.restore_here_none", "privacy.restore_there_none",
		"privacy.restore_same", "privacy.restore_newer_here", "privacy.restore_newer_there", "privacy.restore_only_here", "privacy.restore_only_there")
	add(`"((?:cli|errors|forms|privacy|rescue)\.\w+[a-z0-9])"`, "$")
	add(`\br\.note\("(\w+)"`, "cli.$")
	add(`\bt\("(\w+)"\)`, "cli.flag_$")
	add(`\b(?:r\.(?:command|group)|sub)\("([\w -]+)"`, "cli.$", "cli.$_long")
	add(`\bfound\("\w+", ok, "(\w+)"`, "cli.doctor_$")
	add(`\bfound\("\w+", (?:warn|fail), "(\w+)"`, "cli.doctor_$", "cli.doctor_$_cure")
	for _, k := range []forms.Kind{
		forms.KindShort, forms.KindLong, forms.KindDate, forms.KindTime, forms.KindNumber, forms.KindChoice, forms.KindMulti,
		forms.KindRating, forms.KindYesNo, forms.KindRows, forms.KindSign, forms.KindAuto, forms.KindGroup,
	} {
		keys["cli.kind_"+string(k)] = true
	}
	for _, by := range []forms.By{forms.ByMentor, forms.ByMentee, forms.ByBoth, forms.ByEach, forms.ByProgramme} {
		keys["cli.by_"+string(by)] = true
	}
	for _, st := range []forms.State{forms.StateOpen, forms.StateClosed, forms.StateSealed, forms.StateTogether} {
		keys["cli.state_"+string(st)] = true
	}
	for _, st := range []string{"open", "closed", "frozen", "correcting"} {
		keys["cli.meeting_"+st] = true
	}
	for _, h := range []health{ok, warn, fail} {
		keys["cli.health_"+string(h)] = true
	}
	return keys
}

func TestEveryWordWeSayStandsInTheCatalogue(t *testing.T) {
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		for key := range messagesIn(source(t)) {
			if !w.Has(key) {
				t.Errorf("%s: no message %s", l, key)
			}
		}
	}
}

func TestNoWordStandsInTheCatalogueInVain(t *testing.T) {
	w, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	said := messagesIn(source(t))
	for _, key := range w.Keys() {
		ours := strings.HasPrefix(key, "cli.") || strings.HasPrefix(key, "errors.") || strings.HasPrefix(key, "privacy.")
		if ours && !said[key] && !said[strings.TrimSuffix(key, "_use")] {
			t.Errorf("nobody says %s", key)
		}
	}
}

func TestErrorsTakeOneToThreeLines(t *testing.T) {
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range w.Keys() {
			if !strings.HasPrefix(key, "errors.") {
				continue
			}
			if n := strings.Count(w.T(key), "\n") + 1; n > 3 {
				t.Errorf("%s %s has %d lines", l, key, n)
			}
		}
	}
}

func TestEveryCommandHasItsHelpInEveryLanguage(t *testing.T) {
	h := newHome(t)
	for _, l := range lang.All() {
		for _, c := range []string{
			"", "new", "list", "status", "plan", "show", "set", "log", "actions", "actions done", "actions partly", "actions drop", "actions move", "actions add", "goals", "goals rate", "goals reached", "review", "meeting", "meeting list", "meeting new", "meeting book", "meeting cancel", "meeting close", "pause", "resume", "closing", "certificate", "check-rules", "check-rules set-aside", "check-rules take-back", "close", "reopen", "seal", "sign", "verify", "passphrase", "passphrase set", "passphrase change", "passphrase remove", "passphrase recover", "backup", "backup list", "restore", "forget", "history", "export", "summary", "digest", "calendar", "form", "form list", "form show",
			"form check", "form new", "form schema", "programme", "programme list", "programme show", "programme check", "programme new", "programme schema", "doctor", "completion", "man", "version", "help",
		} {
			out := h.must(append(strings.Fields(c), "--help", "--lang", string(l))...)
			if strings.Contains(out, "⟦") || !strings.Contains(out, "--book") || strings.Count(out, "\n") < 8 {
				t.Errorf("%s %q:\n%s", l, c, out)
			}
			for line := range strings.Lines(out) {
				if n := len([]rune(line)); n > 120 {
					t.Errorf("%s %q: a line of %d characters", l, c, n)
				}
			}
		}
	}
}
