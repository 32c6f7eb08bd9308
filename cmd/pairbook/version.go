package main

import (
	"bytes"
	"cmp"
	"compress/zlib"
	_ "embed" // for the licences
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// What a release says of itself, where it is built without git beside it; otherwise Go
// notes it. They are set with -ldflags "-X main.releasedAs=v1.2.3", and can be set in no
// other way, so they are variables.
var (
	releasedAs   string // the version
	releasedFrom string // the commit
	releasedOn   string // the time of the commit, RFC 3339
)

// The licences of all that is built in, packed.
//
//go:generate go run ./licences
//go:embed licences/texts.z
var packedLicences []byte

func (r *run) versionCommand() *cobra.Command {
	var licences bool
	c := answersInJSON(r.command("version", func(*cobra.Command, []string) error {
		switch {
		case licences && r.flags.json:
			return usage("no_json", "command", "pairbook version --licences")
		case licences:
			return r.licences()
		}
		return r.version()
	}))
	c.Args = r.args(0, 0)
	c.Flags().BoolVar(&licences, "licences", false, r.words.T("cli.flag_licences"))
	return c
}

// version prints what was built, from which commit and when.
func (r *run) version() error {
	b := r.built()
	if r.flags.json {
		return r.printJSON(b)
	}
	r.print(b.line())
	return nil
}

// built is what this program was made from.
type built struct {
	Schema   int          `json:"schema"`
	Version  string       `json:"version"`
	Commit   string       `json:"commit,omitempty"`
	Changed  bool         `json:"changed"`        // the files were not those of the commit
	Time     string       `json:"time,omitempty"` // of the commit, RFC 3339
	Go       string       `json:"go"`
	Platform string       `json:"platform"`
	Modules  []moduleJSON `json:"modules"`
}

// moduleJSON is a module that is built in, with the sum that go.sum knows it by.
type moduleJSON struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	Sum     string `json:"sum,omitempty"`
}

// built tells what this run was made from.
func (*run) built() built {
	info, found := debug.ReadBuildInfo()
	if !found {
		info = &debug.BuildInfo{}
	}
	return builtFrom(info)
}

func builtFrom(info *debug.BuildInfo) built {
	said := make(map[string]string, len(info.Settings))
	for _, s := range info.Settings {
		said[s.Key] = s.Value
	}
	b := built{
		Schema:   jsonSchema,
		Version:  cmp.Or(releasedAs, info.Main.Version, "(devel)"),
		Commit:   cmp.Or(releasedFrom, said["vcs.revision"]),
		Changed:  said["vcs.modified"] == "true",
		Time:     cmp.Or(releasedOn, said["vcs.time"]),
		Go:       runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Modules:  []moduleJSON{},
	}
	for _, m := range info.Deps {
		b.Modules = append(b.Modules, moduleJSON{Path: m.Path, Version: m.Version, Sum: m.Sum})
	}
	return b
}

func (b built) line() string {
	line := "pairbook " + b.Version
	for _, more := range []string{b.Commit, b.Time} {
		if more != "" {
			line += " " + more
		}
	}
	return line
}

// licences prints the licence of pairbook and those of all that is built in.
func (r *run) licences() error {
	z, err := zlib.NewReader(bytes.NewReader(packedLicences))
	if err == nil {
		_, err = io.Copy(&r.out, z)
	}
	if err != nil {
		return fmt.Errorf("unpack the licences: %w", err)
	}
	return nil
}
