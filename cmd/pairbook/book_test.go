package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
)

func TestABookThatIsOpenElsewhereSaysWhereAndSinceWhen(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	b, err := store.Open(h.env["PAIRBOOK_BOOK"], store.Options{Now: func() time.Time { return aDay }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close() //nolint:errcheck // nothing was written
	for l, want := range map[string]string{
		"en": fmt.Sprintf("open in another window (process %d since 14:02, 10 March)", os.Getpid()),
		"sv": fmt.Sprintf("öppen i ett annat fönster (process %d sedan 14.02, 10 mars)", os.Getpid()),
	} {
		s := h.mustEnd(int(InUse), "set", "contract", "ct_frequency", "monthly", "--lang", l)
		if !strings.Contains(s.err, want) || s.out != "" {
			t.Errorf("%s: %s", l, s.err)
		}
	}
	var found doctorJSON
	if err := json.Unmarshal([]byte(h.must("doctor", "--json")), &found); err != nil || !found.OK {
		t.Errorf("doctor: %+v, %v", found, err)
	}
}

func TestADamagedBookIsNotChangedAndEndsWithSix(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	path := h.env["PAIRBOOK_BOOK"]
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:8192]) // both meta pages
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"set", "contract", "ct_frequency", "monthly"}} {
		if s := h.mustEnd(int(Damaged), args...); !strings.Contains(s.err, "damaged") || !strings.Contains(s.err, "pairbook rescue") {
			t.Errorf("%q: %s", args, s.err)
		}
	}
	h.mustEnd(int(Failed), "doctor")
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(after, data) {
		t.Errorf("the damaged book was changed: %v", err)
	}
}

func TestOneBrokenRecordHidesOnlyItself(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	h.must("set", "contract", "ct_frequency", "monthly")
	path := h.env["PAIRBOOK_BOOK"]
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for at := 4096 * 2; at < len(data); at += 512 {
		broken := bytes.Clone(data)
		broken[at] ^= 0x10
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		s := h.run("show", "contract", "ct_frequency")
		if s.code == 0 && s.out != "" && s.out != "every month\n" {
			t.Fatalf("flipped at %d: wrong words %q", at, s.out)
		}
		if s.code != 0 || s.out == "" {
			told++
			if s.err == "" {
				t.Errorf("flipped at %d: exit code %d and not a word", at, s.code)
			}
		}
	}
	if told == 0 {
		t.Error("no flip was noticed")
	}
}

func TestEveryErrorOfTheStoreHasWordsOfItsOwn(t *testing.T) {
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]error{}
		for _, e := range []error{
			store.ErrMissing, store.ErrEmptyFile, store.ErrNotABook, &store.DamagedError{}, &store.DamagedError{LastBackup: "b.db"},
			&store.InUseError{}, &store.InUseError{PID: 7, Since: aDay}, &store.NewerError{}, store.ErrPermission, store.ErrFull, store.ErrGrown,
			&store.GoneError{}, &store.GoneError{LastBackup: "b.db"}, &store.TooLargeError{}, store.ErrNothing, store.ErrUncertain,
			store.ErrNoPair, store.ErrClosed, errors.New("something else"),
			store.ErrLocked, store.ErrWrongPassphrase, store.ErrWrongRecovery, store.ErrRecoverySlip, store.ErrNoPassphrase, store.ErrSameFile,
			&store.PersonLockedError{}, &store.DamagedError{Cause: &store.KeyError{Record: "keys"}},
			&store.DamagedError{Cause: &store.KeyError{Record: "keys"}, LastBackup: "b.db"},
			&store.DamagedError{Cause: &store.KeyError{Record: "passphrase", Other: "recovery"}},
			&store.DamagedError{Cause: &store.KeyError{Record: "recovery", Other: "passphrase"}},
		} {
			text := word(w, fmt.Errorf("save: %w", e))
			if text == "" || strings.ContainsAny(text, "⟦{") || seen[text] != nil {
				t.Errorf("%s: %v: %q (as %v)", l, e, text, seen[text])
			}
			seen[text] = e
		}
		if text := wordOpen(w, &store.GoneError{}); !strings.Contains(text, "ctrl+s") {
			t.Errorf("%s: an open book that is gone: %q", l, text)
		}
		if word(w, nil) != "" || word(w, quietly(Failed)) != "" {
			t.Errorf("%s: words where there is nothing to say", l)
		}
	}
}

func TestDataLiesWhereTheSystemKeepsIt(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i+1 < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for _, c := range []struct {
		goos string
		env  func(string) string
		want string
	}{
		{"linux", env("HOME", "/home/a"), "/home/a/.local/share"},
		{"linux", env("HOME", "/home/a", "XDG_DATA_HOME", "/data"), "/data"},
		{"linux", env("HOME", "/home/a", "XDG_DATA_HOME", "relative"), "/home/a/.local/share"},
		{"darwin", env("HOME", "/Users/a"), "/Users/a/Library/Application Support"},
		{"windows", env("LocalAppData", "/a/AppData/Local"), "/a/AppData/Local"},
		{"linux", env(), ""},
		{"windows", env(), ""},
	} {
		if got := filepath.ToSlash(dataFolder(c.goos, c.env)); got != c.want {
			t.Errorf("%s: %q, want %q", c.goos, got, c.want)
		}
	}
}

func TestTheBookAndItsFolderAreOnlyOurs(t *testing.T) {
	h := newHome(t)
	h.env["PAIRBOOK_BOOK"] = ""
	h.must(newArgs()...)
	dir := filepath.Join(h.dir, ".local", "share", "pairbook")
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "book.db"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %v", path, info.Mode(), err, want)
		}
	}
}

func TestAnOutputThatTakesNothingIsAFailure(t *testing.T) {
	h := newHome(t)
	m := Main{
		Args: []string{"form", "list"}, Env: func(n string) string { return h.env[n] }, Stdin: strings.NewReader(""),
		Stdout: fullDisk{}, Stderr: &bytes.Buffer{}, Now: time.Now, Size: func(any) (int, int, bool) { return 0, 0, false },
	}
	if code := m.Run(t.Context()); code != int(Failed) {
		t.Errorf("exit code %d", code)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestAPlaceIsReadAsItIsWritten(t *testing.T) {
	for in, want := range map[string]place{
		"ct_length":               {field: "ct_length"},
		"ct_length.to":            {field: "ct_length", part: "to"},
		"pw_goals+":               {field: "pw_goals", add: true},
		"pw_goals[2]":             {field: "pw_goals", row: 2},
		"pw_goals[12].due":        {field: "pw_goals", row: 12, part: "due"},
		"m_new_actions[1]-":       {field: "m_new_actions", row: 1, drop: true},
		"m_new_actions[9999].due": {field: "m_new_actions", row: 9999, part: "due"},
	} {
		if got, err := parsePlace(in); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "CT", "a.b.c", "a[0]", "a[01]", "a[x]", "a[1]+", "a+.b", "a-", "a[1]-.b", "a b", "å", "a[99999]", "#state"} {
		if got, err := parsePlace(in); err == nil {
			t.Errorf("%q was read as %+v", in, got)
		}
	}
}

func TestAnyArgumentsEndInWordsAndNeverInAPanic(t *testing.T) {
	h := newHome(t)
	h.must(newArgs()...)
	words := rapid.SampledFrom([]string{
		"set", "show", "history", "export", "new", "list", "form", "check", "contract", "meeting/1", "meeting/0", "pair", "ct_length", "ct_length.to",
		"m_new_actions+", "m_new_actions[1]", "action=x", "=", "", "--as", "mentor", "--json", "--pair", "--today", "--", "-", "-o", "\x1b[31m", "å\x00", "@goals",
	})
	rapid.Check(t, func(rt *rapid.T) {
		args := rapid.SliceOfN(words, 1, 6).Draw(rt, "args")
		if len(args) > 0 && strings.Contains(strings.Join(args, " "), "-o") {
			args = append(args, "--format", "none") // write no files
		}
		s := h.run(args...)
		if s.code != 0 && s.err == "" {
			rt.Fatalf("%q: exit code %d without a word", args, s.code)
		}
		if strings.ContainsAny(s.err, "\x1b\x00") || strings.Contains(s.err, "⟦") {
			rt.Fatalf("%q: %q", args, s.err)
		}
	})
}

func TestPairsAreFoundByTheBeginningOfTheirIds(t *testing.T) {
	all := []forms.PairSummary{{ID: "ab1234"}, {ID: "ab9999"}, {ID: "cd0000"}}
	for prefix, want := range map[string]forms.PairID{"c": "cd0000", "AB1": "ab1234", "ab9999": "ab9999"} {
		if got, err := choosePair(all, prefix); err != nil || got.ID != want {
			t.Errorf("%s: %s, %v", prefix, got.ID, err)
		}
	}
	for prefix, want := range map[string]Exit{"ab": WrongUsage, "": WrongUsage, "x": NotFound, "ab12345": NotFound} {
		if _, err := choosePair(all, prefix); exitOf(err) != want {
			t.Errorf("%q: %v", prefix, err)
		}
	}
	many := make([]forms.PairSummary, 30)
	for i := range many {
		many[i].ID = forms.PairID("p" + strconv.Itoa(i))
	}
	if lines := pairLines(many); strings.Count(lines, "\n") != maxListed {
		t.Errorf("a long list is not cut:\n%s", lines)
	}
}

func TestDoctorMeasuresTheWindow(t *testing.T) {
	h := newHome(t)
	for _, c := range []struct {
		w, h int
		code Exit
		want health
	}{{120, 40, Done, ok}, {60, 20, Done, warn}, {30, 8, Failed, fail}} {
		var out bytes.Buffer
		m := Main{
			Args: []string{"doctor", "--json"}, Env: func(n string) string { return h.env[n] }, Stdin: strings.NewReader(""),
			Stdout: &out, Stderr: &out, Now: func() time.Time { return aDay }, Size: func(any) (int, int, bool) { return c.w, c.h, true },
		}
		code := m.Run(t.Context())
		var found doctorJSON
		if err := json.Unmarshal(out.Bytes(), &found); err != nil {
			t.Fatal(err)
		}
		for _, f := range found.Checks {
			if f.ID == "width" && (f.State != c.want || code != int(c.code) || (f.Cure == "") != (f.State == ok)) {
				t.Errorf("%d x %d: %+v, exit code %d", c.w, c.h, f, code)
			}
		}
	}
}

func TestAFaultOfOursEndsInWords(t *testing.T) {
	var said bytes.Buffer
	m := Main{
		Args: newArgs(), Env: func(string) string { return "" }, Stdout: &bytes.Buffer{}, Stderr: &said,
		Now: func() time.Time { panic("no clock") }, Size: func(any) (int, int, bool) { return 0, 0, false },
	}
	if code := m.Run(t.Context()); code != int(Failed) || !strings.Contains(said.String(), "made a mistake") || strings.Contains(said.String(), "no clock") {
		t.Errorf("exit code %d: %s", code, said.String())
	}
}
