package lang

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestPackedMessagesAreThoseOfTheFiles(t *testing.T) {
	fresh, err := Pack(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if string(fresh) != packed {
		t.Fatal("packed.txt is older than the YAML: run go generate ./forms/lang")
	}
	for _, l := range All() {
		want, err := newWords(os.DirFS("."), l)
		if err != nil {
			t.Fatal(err)
		}
		got := words(t, l)
		for _, key := range want.Keys() {
			ours, _ := got.find(key)
			theirs, _ := want.find(key)
			if diff := cmp.Diff(theirs, ours, cmp.AllowUnexported(piece{})); diff != "" {
				t.Errorf("%s in %q (-file +packed):\n%s", key, l, diff)
			}
		}
	}
}

func TestEveryKindOfMessageComesBackFromItsPack(t *testing.T) {
	files := fstest.MapFS{"messages/en/a.yaml": {Data: []byte(`
plain: text
hole: "{who}, at {{time}} {time}"
lines: "one\ntwo\n"
count: {one: "{n} day }}", other: "{n} days"}
other-only: {other: "{n} of them"}
`)}}
	data, err := Pack(files)
	if err != nil {
		t.Fatal(err)
	}
	w := unpack(English, string(data))
	if w == nil || unpack(Swedish, string(data)) != nil {
		t.Fatalf("want English and no other, got %v", w)
	}
	for got, want := range map[string]string{
		w.T("a.plain"): "text",
		w.T("a.hole", "who", "Per", "time", "14"): "Per, at {time} 14",
		w.T("a.lines"):         "one\ntwo\n",
		w.N("a.count", 1):      "1 day }",
		w.N("a.count", 2):      "2 days",
		w.N("a.other-only", 3): "3 of them",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPackingNamesEveryFaultWithItsFile(t *testing.T) {
	_, err := Pack(fstest.MapFS{
		"messages/en/a.yaml": {Data: []byte("a: {x\n")},
		"messages/sv/b.yaml": {Data: []byte("fine: yes it is\nb: \"x\\x1ey\"\n")},
	})
	if err == nil {
		t.Fatal("want an error")
	}
	for _, want := range []string{"messages/en/a.yaml: ", "messages/sv/b.yaml: line 2: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want %q in it", err, want)
		}
	}
}
