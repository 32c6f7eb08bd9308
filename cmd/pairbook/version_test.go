package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestAVersionTellsItsCommitAndDay(t *testing.T) {
	info := &debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.time", Value: "2026-03-01T09:00:00Z"}, {Key: "vcs.revision", Value: "abc"}}}
	if got := builtFrom(info).line(); got != "pairbook (devel) abc 2026-03-01T09:00:00Z" {
		t.Error(got)
	}
	info.Main.Version = "v1.2.3"
	if got := builtFrom(info).line(); !strings.HasPrefix(got, "pairbook v1.2.3 ") {
		t.Error(got)
	}
}

func TestAVersionForProgramsNamesTheModules(t *testing.T) {
	info := &debug.BuildInfo{
		Deps:     []*debug.Module{{Path: "go.etcd.io/bbolt", Version: "v1.5.0", Sum: "h1:x="}},
		Settings: []debug.BuildSetting{{Key: "vcs.modified", Value: "true"}},
	}
	b := builtFrom(info)
	if len(b.Modules) != 1 || b.Modules[0] != (moduleJSON{"go.etcd.io/bbolt", "v1.5.0", "h1:x="}) || !b.Changed {
		t.Errorf("%+v", b)
	}
	var out built
	if err := json.Unmarshal([]byte(newHome(t).must("version", "--json")), &out); err != nil {
		t.Fatal(err)
	}
	if out.Schema != 1 || out.Version == "" || !strings.HasPrefix(out.Go, "go1.") || !strings.Contains(out.Platform, "/") {
		t.Errorf("%+v", out)
	}
}

// TestTheLicencesOfAllThatIsBuiltInComeAlong: of ours, of Go, and of each module that is
// linked on any target of a release, in its pinned version.
func TestTheLicencesOfAllThatIsBuiltInComeAlong(t *testing.T) {
	text := newHome(t).must("version", "--licences")
	ours, err := os.ReadFile(filepath.Join("..", "..", "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{string(ours), "The Go Authors", "Bitstream Vera"} {
		if !strings.Contains(text, part) {
			t.Errorf("missing: %.60q", part)
		}
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		c := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", ".")
		c.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := c.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for module := range strings.Lines(string(out)) {
			if module != "\n" && !strings.Contains(text, "\n"+module) {
				t.Fatalf("no licence of %s: run go generate ./cmd/pairbook", strings.TrimSpace(module))
			}
		}
	}
}
