"""What OGC's suites are told and what is read from what they say; the suites themselves are not at hand."""

from __future__ import annotations

import pytest
from lxml import etree

from tools.conformance.__main__ import main
from tools.conformance.suites import NoResults, Result, counts, properties, results, run, summary

SAID = """<testng-results failed="1" passed="1" skipped="1">
  <suite name="ogcapi-features-1.0">
    <test name="Core">
      <class name="org.example.LandingPage">
        <test-method status="PASS" name="before" is-config="true"/>
        <test-method status="PASS" name="landingPageValidation"/>
        <test-method status="SKIP" name="timeParameter">
          <exception class="org.testng.SkipException"><message><![CDATA[No
            time.]]></message></exception>
        </test-method>
      </class>
      <class name="org.example.Conformance">
        <test-method status="FAIL" name="before" is-config="true">
          <exception class="java.lang.AssertionError"><message>expected 200</message></exception>
        </test-method>
      </class>
    </test>
  </suite>
</testng-results>"""


def test_results_are_read_and_told_by_class():
    found = list(results(SAID))
    assert found == [
        Result("org.example.LandingPage", "landingPageValidation", "PASS"),
        Result("org.example.LandingPage", "timeParameter", "SKIP", "No time."),
        Result("org.example.Conformance", "before", "FAIL", "expected 200"),
    ]
    assert counts(found) == "1 passed, 1 failed, 1 skipped"
    assert list(summary(found)) == [
        "org.example.Conformance: 0 passed, 1 failed, 0 skipped",
        "  FAIL before: expected 200",
        "org.example.LandingPage: 1 passed, 0 failed, 1 skipped",
        "  SKIP timeParameter: No time.",
    ]


def test_what_a_suite_is_told_is_written_as_java_reads_it():
    text = properties({"iut": "http://127.0.0.1/?a=1&b=2"})
    (entry,) = etree.fromstring(text.encode())
    assert (entry.get("key"), entry.text) == ("iut", "http://127.0.0.1/?a=1&b=2")


def test_a_suite_that_says_nothing_is_told_with_what_it_wrote(tmp_path, monkeypatch):
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'no such suite'\nexit 3\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(NoResults, match=r"ended with 3 and no results:\nno such suite"):
        run(tmp_path / "suite.jar", {"iut": "http://127.0.0.1/"})


def test_a_file_that_is_not_there_is_told_before_anything_is_started(capsys):
    with pytest.raises(SystemExit):
        main(["--tiles", "no-such.jar"])
    assert "there is no file no-such.jar" in capsys.readouterr().err
