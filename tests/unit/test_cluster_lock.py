"""One server per home and port: the lock, and who holds a port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from gis.cluster import (
    AlreadyServed,
    HomeLock,
    port_is_free,
    port_problem,
)


def test_one_server_per_home(tmp_path):
    with (
        HomeLock(tmp_path, port=8000),
        pytest.raises(AlreadyServed, match=f"process {os.getpid()} on port 8000") as held,
    ):
        HomeLock(tmp_path, port=8001).acquire()
    assert (held.value.pid, held.value.port) == (os.getpid(), 8000)
    with HomeLock(tmp_path, port=8001):
        pass


def test_the_kernel_lets_go_of_a_killed_servers_lock(tmp_path):
    code = (
        "import sys; from pathlib import Path; from gis.cluster import HomeLock\n"
        "HomeLock(Path(sys.argv[1]), 8000).acquire(); print('held', flush=True); sys.stdin.read()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout.readline() == "held\n"
    with pytest.raises(AlreadyServed):
        HomeLock(tmp_path).acquire()
    server.kill()
    server.communicate()
    with HomeLock(tmp_path):
        pass


def test_a_port_in_use_is_told_from_a_free_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
        assert "in use" in port_problem("127.0.0.1", port)
    assert port_is_free("127.0.0.1", port)


def test_a_host_that_is_not_this_machines():
    assert "Set HOST" in port_problem("192.0.2.1", 8000)
