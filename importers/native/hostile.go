package native

import (
	"bytes"
	"fmt"
)

// The parser recurses into collections, compares each key of a mapping with all others, and each quoted text, each anchor
// and each colon of a line with those before it. So the text is held to these bounds before the parser sees it; the files of a dataset need a tenth.
const (
	maxNesting = 64
	maxKeys    = 1_000
	maxQuotes  = 4_000
	maxMarks   = 1_000 // colons, or anchors, of a line
)

// hostile is the line at which a YAML text goes beyond what is parsed, and how; line 0 where it does not.
func hostile(data []byte) (line int, why string) {
	open, asked := 0, 0
	var mappings []keyCount // by indent, the outermost first
	for n, line := range bytes.Split(data, []byte("\n")) {
		if bytes.Count(line, []byte{'"'}) > maxQuotes {
			return n + 1, fmt.Sprintf("the line has more than %d quotation marks", maxQuotes)
		}
		if bytes.Count(line, []byte(": ")) > maxMarks || bytes.Count(line, []byte("&")) > maxMarks {
			return n + 1, fmt.Sprintf("the line has more than %d colons or anchors", maxMarks)
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return n + 1, "the line has a NUL byte, which no text has"
		}
		rest := bytes.TrimLeft(line, " ")
		indent, dashes := len(line)-len(rest), 0
		if bytes.HasPrefix(rest, []byte("? ")) {
			if asked++; asked > maxKeys {
				return n + 1, fmt.Sprintf("more than %d keys are written with a question mark", maxKeys)
			}
		}
		for len(rest) > 1 && (rest[0] == '-' || rest[0] == '?') && rest[1] == ' ' {
			inner := bytes.TrimLeft(rest[1:], " ")
			indent += len(rest) - len(inner)
			rest = inner
			dashes++
		}
		if dashes > 0 {
			mappings = deeperOut(mappings, indent-1) // a new record of a list
		}
		if bytes.IndexByte(rest, ':') > 0 && rest[0] != '#' {
			mappings = deeperOut(mappings, indent)
			if len(mappings) == 0 || mappings[len(mappings)-1].indent < indent {
				mappings = append(mappings, keyCount{indent: indent})
			}
			last := &mappings[len(mappings)-1]
			if last.keys++; last.keys > maxKeys {
				return n + 1, fmt.Sprintf("a mapping has more than %d keys", maxKeys)
			}
		}
		for _, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			}
			if open > maxNesting {
				break
			}
		}
		if open > maxNesting || dashes > maxNesting {
			return n + 1, fmt.Sprintf("collections nest more than %d deep", maxNesting)
		}
	}
	return 0, ""
}

// keyCount is how many lines at an indent look like keys of one mapping.
type keyCount struct{ indent, keys int }

// deeperOut leaves out the mappings that are indented deeper.
func deeperOut(mappings []keyCount, indent int) []keyCount {
	for len(mappings) > 0 && mappings[len(mappings)-1].indent > indent {
		mappings = mappings[:len(mappings)-1]
	}
	return mappings
}
