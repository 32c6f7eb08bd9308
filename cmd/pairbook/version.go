package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (r *run) versionCommand() *cobra.Command {
	c := r.command("version", func(*cobra.Command, []string) error { return r.version() })
	c.Args = r.args(0, 0)
	return c
}

// version prints what was built, from which commit and when.
func (r *run) version() error {
	info, found := debug.ReadBuildInfo()
	if !found {
		info = &debug.BuildInfo{}
	}
	r.print(versionLine(info))
	return nil
}

func versionLine(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	line := "pairbook " + version
	for _, key := range []string{"vcs.revision", "vcs.time"} {
		for _, s := range info.Settings {
			if s.Key == key {
				line += " " + s.Value
			}
		}
	}
	return line
}
