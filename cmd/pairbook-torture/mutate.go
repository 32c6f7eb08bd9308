//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// guards are the calls in the store that stand between a save and its loss, by what is
// put in their place. Each returns what it would return if all were well.
func guards() map[string]string {
	return map[string]string{
		"syncFile": "nothingDone", "syncDir": "nothingDone", "Sync": "nothingDone", "makeFolder": "onlyMade",
		"checkFile": "nothingDone", "walkFile": "nothingDone", "usable": "nothingDone", "stillThere": "nothingDone", "verify": "nothingDone",
		"preflight": "allFine", "samePath": "alwaysTrue", "quickCheck": "noDamage",
	}
}

// stubs is a file beside the store's, for what is put there.
const stubs = `package store

import "os"

func nothingDone(...any) error { return nil }

func allFine(...any) (bool, error) { return false, nil }

func alwaysTrue(...any) bool { return true }

func noDamage(...any) []Damage { return nil }

func onlyMade(dir string) error { return os.MkdirAll(dir, 0o700) }
`

// mutant is the store with one guard less.
type mutant struct {
	name string
	file string // of the store, from the module's folder
	text []byte
}

// sealStubs is the same beside the seals: it opens a seal without looking whether it is
// whole.
const sealStubs = `package seal

import "golang.org/x/crypto/chacha20"

func unchecked(key, nonce, box []byte) ([]byte, error) {
	c, err := chacha20.NewUnauthenticatedCipher(key, nonce)
	if err != nil || len(box) < 16 {
		return nil, err
	}
	c.SetCounter(1)
	out := make([]byte, len(box)-16)
	c.XORKeyStream(out, box[:len(out)])
	return out, nil
}
`

// edit is what cannot be said as a call less: texts, and what is put in their places.
type edit struct {
	name, file string
	texts      []string
}

func edits() []edit {
	const seals = "store/seal/seal.go"
	return []edit{
		{"bbolt does not sync", "store/guard.go", []string{"NoStatistics: true,", "NoStatistics: true, NoSync: true,"}},
		{"a save that failed is taken for done", "store/save.go", []string{"case there:", "case there || true:"}},
		{"a save that failed is taken for lost", "store/save.go", []string{"there = b.proven(tx, proof)", "there = false"}},
		{"a record is not bound to its place", seals, []string{
			"o.bound = o.box.bind(o.bound[:0], at, sealed[0])", "o.bound = nil", "x.bind(nil, at, x.schema))", "nil)",
		}},
		{"a broken seal is opened", seals, []string{"o.box.aead.Open(o.plain[:0], nonce, box, o.bound)", "unchecked(o.box.content.bytes(), nonce, box)"}},
	}
}

// on does the edit.
func (e edit) on(src string) (string, error) {
	for i := 0; i < len(e.texts); i += 2 {
		if !strings.Contains(src, e.texts[i]) {
			return "", fmt.Errorf("%s: %q is not there any more", e.file, e.texts[i])
		}
		src = strings.Replace(src, e.texts[i], e.texts[i+1], 1)
	}
	return src, nil
}

// mutants lists the stores with one guard less.
func mutants(root string) ([]mutant, error) {
	files, err := filepath.Glob(filepath.Join(root, "store", "*.go"))
	if err != nil {
		return nil, err
	}
	var all []mutant
	for _, path := range files {
		name := filepath.Base(path)
		if strings.HasSuffix(name, "_test.go") || strings.Contains(name, "windows") || strings.HasPrefix(name, "rescue") {
			continue // rescue reads what is broken; it has its own tests
		}
		found, err := mutantsOf(path, filepath.Join("store", name))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	for _, e := range edits() {
		src, err := os.ReadFile(filepath.Join(root, e.file))
		if err != nil {
			return nil, err
		}
		text, err := e.on(string(src))
		if err != nil {
			return nil, err
		}
		all = append(all, mutant{e.name, e.file, []byte(text)})
	}
	return all, nil
}

// mutantsOf takes each guarding call out of one file.
func mutantsOf(path, rel string) ([]mutant, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, path, src, 0)
	if err != nil {
		return nil, err
	}
	var all []mutant
	ast.Inspect(tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		var name string
		switch f := call.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if with := guards()[name]; with != "" {
			from, to := set.Position(call.Fun.Pos()).Offset, set.Position(call.Fun.End()).Offset
			text := slices.Concat(src[:from], []byte(with), src[to:])
			what := fmt.Sprintf("%s:%d without %s", rel, set.Position(call.Pos()).Line, src[from:to])
			all = append(all, mutant{what, rel, text})
		}
		return true
	})
	return all, nil
}

// mutate takes each guard out of the store, one at a time, and wants a test to fail.
func mutate(ctx context.Context, e *env, t *tally) error {
	all, err := mutants(e.root)
	if err != nil {
		return err
	}
	for i, m := range all {
		if e.quick && i%(len(all)/max(1, e.n)+1) != 0 {
			continue
		}
		began := time.Now()
		by, err := e.survives(ctx, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		t.done(1, 0)
		fmt.Fprintf(e.said, "%s: found by %q after %s\n", m.name, by, time.Since(began).Round(time.Second)) //nolint:errcheck // only to look on
		if by == "" {
			t.fault(wrong, "no test fails: %s", m.name)
		} else {
			t.note("%s: %s (%s)", m.name, by, time.Since(began).Round(time.Second))
		}
	}
	return nil
}

// survives runs the tests on a mutant, and returns which of them failed; "" for none.
func (e *env) survives(ctx context.Context, m mutant) (string, error) {
	overlay, err := e.overlay(m)
	if err != nil {
		return "", err
	}
	for _, args := range [][]string{
		{"-run", "PowerCut", "./cmd/pairbook-torture"},
		{"-failfast", "-skip", "Rescue|Fuzz|FlippedBitsAreMended", "./store/..."},
	} {
		cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-count=1", "-timeout=5m", "-overlay", overlay, "-vet=off"}, args...)...)
		cmd.Dir = e.root
		out, err := cmd.CombinedOutput()
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if bytes.Contains(out, []byte("[build failed]")) {
			return "", fmt.Errorf("it does not compile: %s", out)
		}
		if err == nil {
			continue
		}
		if first := failedTest.FindSubmatch(out); first != nil {
			return strings.Fields(string(first[1]))[0], nil
		}
		return args[len(args)-1] + " ends: " + short(string(out)), nil
	}
	return "", nil
}

// overlay writes what the Go tool is to see in the place of the store's files.
func (e *env) overlay(m mutant) (string, error) {
	text, extra, seals := filepath.Join(e.dir, "mutant.go"), filepath.Join(e.dir, "stubs.go"), filepath.Join(e.dir, "seals.go")
	data, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(e.root, m.file):                           text,
		filepath.Join(e.root, "store", "zz_mutants.go"):         extra,
		filepath.Join(e.root, "store", "seal", "zz_mutants.go"): seals,
	}})
	if err != nil {
		return "", err
	}
	path := filepath.Join(e.dir, "overlay.json")
	for file, content := range map[string][]byte{text: m.text, extra: []byte(stubs), seals: []byte(sealStubs), path: data} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			return "", err
		}
	}
	return path, nil
}
