// Command licences collects the licences of all that is built into pairbook, on any of
// the targets of a release, and packs them. It is run by go generate in the folder above,
// and writes into its own. A module without a licence ends it with an error.
package main

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// fonts is the module that the packed fonts of forms/export come from. No code of it is
// built in.
const fonts = "github.com/go-fonts/dejavu"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	parts, err := parts()
	if err != nil {
		return err
	}
	text, err := book(parts)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := zlib.NewWriterLevel(&packed, zlib.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write([]byte(text)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join("licences", "texts.z"), packed.Bytes(), 0o644)
}

// part is something that is built in, and where it lies on this computer.
type part struct{ name, folder string }

// parts are ours first, then Go's own, then the modules in the order of their names.
func parts() ([]part, error) {
	var modules []part
	for _, target := range []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"} {
		system, machine, _ := strings.Cut(target, "/")
		found, err := list([]string{"GOOS=" + system, "GOARCH=" + machine, "CGO_ENABLED=0"},
			"-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
		if err != nil {
			return nil, err
		}
		modules = append(modules, found...)
	}
	packed, err := list(nil, "-m", "-f", "{{.Path}} {{.Version}} (the fonts of PDF)\t{{.Dir}}", fonts)
	if err != nil {
		return nil, err
	}
	modules = append(modules, packed...)
	slices.SortFunc(modules, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	root, err := output(exec.Command("go", "env", "GOROOT"))
	if err != nil {
		return nil, err
	}
	first := []part{{"pairbook", filepath.Join("..", "..")}, {"Go, its standard library", strings.TrimSpace(root)}}
	return append(first, slices.Compact(modules)...), nil
}

// list asks go list for lines of a name and a folder.
func list(env []string, args ...string) ([]part, error) {
	c := exec.Command("go", append([]string{"list"}, args...)...)
	c.Env = append(os.Environ(), env...)
	out, err := output(c)
	if err != nil {
		return nil, err
	}
	var all []part
	for line := range strings.Lines(out) {
		if name, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			all = append(all, part{name, folder})
		}
	}
	return all, nil
}

func output(c *exec.Cmd) (string, error) {
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", c, err)
	}
	return string(out), nil
}

// book writes each text once, under the names of all that it is for.
func book(all []part) (string, error) {
	var texts []string
	names := map[string][]string{}
	for _, p := range all {
		text, err := p.licence()
		if err != nil {
			return "", err
		}
		if names[text] == nil {
			texts = append(texts, text)
		}
		names[text] = append(names[text], p.name)
	}
	var b strings.Builder
	for i, text := range texts {
		if i > 0 {
			b.WriteString("\n\n" + strings.Repeat("=", 80) + "\n\n")
		}
		b.WriteString(strings.Join(names[text], "\n") + "\n" + strings.Repeat("-", 80) + "\n\n" + text)
	}
	return b.String(), nil
}

// licence is the text of the files at the top of a part's folder that state how it may be
// used.
func (p part) licence() (string, error) {
	files, err := os.ReadDir(p.folder)
	if err != nil {
		return "", err
	}
	var texts []string
	for _, f := range files {
		name := strings.ToUpper(f.Name())
		if f.IsDir() || !slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE"}, func(s string) bool { return strings.HasPrefix(name, s) }) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(p.folder, f.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n"))+"\n")
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("%s: no licence found", p.name)
	}
	return strings.Join(texts, "\n"), nil
}
