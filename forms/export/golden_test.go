package export_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares a document with the file that a person has read and approved.
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

func TestDocumentsReadAsApproved(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Swedish} {
		own := open(t, l)
		secrets(own)
		sheets := map[string]export.Document{
			"filled": export.Build(filled(t, l).sheet(contract), export.Options{}),
			"voices": export.Build(filled(t, l).sheet(contract), export.Options{AllVoices: true, Help: true}),
			"empty":  export.Build(newBook(t, l).sheet(contract), export.Options{}),
			"alone":  export.Build(own.sheet(meeting), export.Options{Reader: amina}),
			"closed": export.Build(newBook(t, l).sheet(forms.SheetID{Form: "feedback_each", Of: forms.Mentor}), export.Options{}),
		}
		for name, d := range sheets {
			for _, f := range export.Formats() {
				golden(t, name+"."+string(l)+f.Ext(), write(t, f, d))
			}
		}
	}
}
