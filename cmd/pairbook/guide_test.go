package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the README tells a coordinator to type is what testdata/script/guide.txtar does.
func TestTheGuideIsTheScript(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("testdata/script/guide.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, guide, ok := strings.Cut(string(readme), "### From a paper form to a working programme")
	if !ok {
		t.Fatal("the README has no guide")
	}
	guide, _, _ = strings.Cut(guide, "\n## ")
	flat := strings.NewReplacer(`"`, "", "'", "", "$OWN", "~/.config/pairbook/forms", `\n`, "\n")
	does := flat.Replace(string(script))
	count := 0
	for _, m := range regexp.MustCompile("(?ms)^```(?:yaml)?\n(.*?)^```").FindAllStringSubmatch(guide, -1) {
		for line := range strings.Lines(m[1]) {
			line = strings.TrimRight(flat.Replace(line), "\n")
			if !strings.Contains(does, line) {
				t.Errorf("the script does not have the guide's line %q", line)
			}
			count++
		}
	}
	if count < 60 {
		t.Errorf("only %d lines found", count)
	}
}
