package digest_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/digest"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

var update = flag.Bool("update", false, "write the goldens anew")

// aDay is when the files were exported.
var aDay = lang.Date{Year: 2027, Month: 3, Day: 24}

func library(t testing.TB) *forms.Library {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func words(t testing.TB, l lang.Lang) *lang.Words {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// answers are what one of the two says, by field or field.part.
type answers map[string]string

// released lets the board have a copy, and its words be used.
func (a answers) released() answers {
	a["fe_to_board"], a["fe_anonymous_extract"] = "board", "yes"
	return a
}

// pair n has sealed both copies; here is its book.
func pair(t testing.TB, n int, programme string, day lang.Date) *forms.Pair {
	t.Helper()
	rec := forms.NewRecord(forms.PairID(fmt.Sprintf("p%05d", n)))
	p := forms.NewPair(rec, library(t), day, words(t, lang.English))
	put(p, forms.SheetID{Form: forms.PairForm}, "mentee_name", forms.Mentee, "Amina "+strconv.Itoa(n))
	put(p, forms.SheetID{Form: forms.PairForm}, "mentor_name", forms.Mentor, "Per Holm")
	put(p, forms.SheetID{Form: forms.PairForm}, "template_id", forms.Agreed, programme)
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		put(p, forms.SheetID{Form: forms.EachForm, Of: v}, forms.FieldState, forms.Agreed, string(forms.StateSealed))
	}
	return p
}

var seq uint64

func put(p *forms.Pair, id forms.SheetID, field string, v forms.Voice, value string) {
	seq++
	part := ""
	if at := bytes.IndexByte([]byte(field), '.'); at >= 0 {
		field, part = field[:at], field[at+1:]
	}
	p.Record.Put(forms.Address{Sheet: id, Field: field, Part: part, Voice: v}, []forms.Head{{
		ID: forms.RevID{Device: "d", Seq: seq}, Author: forms.Mentee, Time: forms.Stamp(seq), Value: forms.Value(value),
	}})
}

// file is a sheet of a pair as it is handed to somebody.
func file(t testing.TB, p *forms.Pair, id forms.SheetID, to forms.Audience) []byte {
	t.Helper()
	s, ok := p.Sheet(id)
	if !ok {
		t.Fatalf("there is no sheet %s", id)
	}
	var b bytes.Buffer
	if err := export.JSON(&b, export.Build(s, export.Options{To: to})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// copyOf is the mentee's evaluation of pair n, for the board.
func copyOf(t testing.TB, n int, programme string, says answers) []byte {
	t.Helper()
	p := pair(t, n, programme, aDay)
	id := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	for field, value := range says {
		put(p, id, field, forms.Mentee, value)
	}
	return file(t, p, id, forms.ForBoard)
}

// counted adds files that all count.
func counted(t testing.TB, files ...[]byte) *digest.Set {
	t.Helper()
	s := digest.New(library(t))
	for i, data := range files {
		if _, err := s.Add(data); err != nil {
			t.Fatalf("file %d: %v", i, err)
		}
	}
	return s
}

// find returns a question of a digest in English.
func find(t testing.TB, d digest.Digest, id string) digest.Item {
	t.Helper()
	for _, g := range d.Groups {
		for _, p := range g.Parts {
			for _, it := range p.Items {
				if it.ID == id {
					return it
				}
			}
		}
	}
	t.Fatalf("the digest has no question %s", id)
	return digest.Item{}
}

// year is twelve mentees who were mostly content.
func year(t testing.TB) *digest.Set {
	ratings := []string{"5", "5", "4", "4", "5", "3", "4", "5", "5", "4", "2", "5"}
	var files [][]byte
	for n, rating := range ratings {
		a := answers{
			"fe_match": rating, "fe_regular": "4", "fe_recommend.choice": "yes", "fe_again": "mentor",
			"fe_worked": fmt.Sprintf("Amina %d and Per’s talks, number %d.", n, n), "fe_barriers": "日本語の会議 number " + strconv.Itoa(n),
		}
		if n%3 == 0 {
			a["fe_recommend.choice"] = "changes"
		}
		if n < 3 {
			a["fe_best"] = "The walk"
		}
		files = append(files, copyOf(t, n, "union_local", a.released()))
	}
	return counted(t, files...)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-approved +now; go test -update writes it anew):\n%s", name, diff)
	}
}

// why returns the reason a file is refused for.
func why(t testing.TB, data []byte) digest.Reason {
	t.Helper()
	s := digest.New(library(t))
	_, err := s.Add(data)
	var r *digest.Refusal
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &r):
		t.Fatalf("%v is no refusal", err)
	case s.Len() != 0:
		t.Errorf("a file that was refused counts")
	}
	return r.Why
}
