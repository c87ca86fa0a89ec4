"""An object storage on loopback as strict as OSS and COS are, and one that can be made to fail."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

Environ = dict[str, Any]
Answer = tuple[str, str] | None
"""Status line and code of an error, or None to let a request through."""
HOST = "oss-cn-hangzhou.aliyuncs.com"
_NEWER = ("HTTP_X_AMZ_TRAILER", "HTTP_X_AMZ_SDK_CHECKSUM", "HTTP_X_AMZ_DECODED", "HTTP_X_AMZ_CHECKSUM_")


class Storage:
    """moto behind a door: `fault` looks at each request first and may answer instead."""

    def __init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self.fault: Callable[[Environ], Answer] = lambda _: None

    def __call__(self, environ: Environ, start: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request."""
        answer = _refuse(environ) or self.fault(environ)
        if answer is None:
            return self._moto(environ, start)
        status, code = answer
        start(status, [("Content-Type", "application/xml")])
        return [f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()]


def _refuse(environ: Environ) -> Answer:
    """What OSS and COS refuse of Amazon's newer ways; a bucket in the host becomes one in the path for moto.

    https://www.alibabacloud.com/help/en/oss/user-guide/0017-00000804,
    https://www.tencentcloud.com/document/product/436/57456
    """
    newer = (key for key in environ if key.startswith(_NEWER))
    if "aws-chunked" in environ.get("HTTP_CONTENT_ENCODING", "") or any(newer):
        return "400 Bad Request", "InvalidArgument"
    if environ["REQUEST_METHOD"] == "POST":  # many deletions at once want a Content-MD5
        return "400 Bad Request", "MissingArgument"
    host = environ["HTTP_HOST"].partition(":")[0]
    if host == HOST:
        return "403 Forbidden", "SecondLevelDomainForbidden"
    if host.endswith(f".{HOST}"):
        bucket = host.removesuffix(f".{HOST}")
        address = urlsplit(environ["RAW_URI"])
        environ |= {"HTTP_HOST": "127.0.0.1", "PATH_INFO": f"/{bucket}{environ['PATH_INFO']}"}
        environ["RAW_URI"] = f"/{bucket}{address.path}?{address.query}"
    return None


@contextmanager
def open_storage() -> Iterator[tuple[str, Storage]]:
    """A storage that runs meanwhile, and its address."""
    storage = Storage()
    server = make_server("127.0.0.1", 0, storage, threaded=True, request_handler=MotoRequestHandler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", storage
    server.shutdown()
    thread.join()
