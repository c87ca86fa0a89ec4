"""What a target refuses, told with its cause and what to do, in both languages."""

NEEDS_BOTO3 = (
    "发布到对象存储要先装 boto3：pip install 'gridpress[s3]'",
    "publishing to object storage needs boto3: pip install 'gridpress[s3]'",
)
Words = tuple[str, str]
_NO_RIGHTS = (
    "没有权限，检查密钥和桶的授权（读、写、列出、删除）",
    "no permission: look at the key and the bucket's policy (read, write, list, delete)",
)
_ADDRESSING = (
    "要把桶名写在域名里；在 ~/.aws/config 里加 s3 = addressing_style = virtual",
    "the bucket must stand in the host: set addressing_style = virtual below s3 in ~/.aws/config",
)
_BROKEN_OFF = ("中途断了", "the connection broke off")
_REGION = (
    "地域不对，检查 AWS_DEFAULT_REGION 和 --endpoint",
    "wrong region: look at AWS_DEFAULT_REGION and --endpoint",
)
_FULL = ("那边的空间满了，腾出空间", "no room is left there: free some")
_UNREACHED = ("连不上，检查网络和 --endpoint", "no connection: look at --endpoint")
_CHANGED_HOST = (
    (
        "主机指纹变了：先问管服务器的人是不是重装过；是，就运行 `ssh-keygen -R 主机` 再手工连一次核对；"
        "不是，可能有人冒充，不要发布"
    ),
    (
        "the host's key has changed: ask who runs it; if it was set up anew, `ssh-keygen -R HOST` "
        "and connect once by hand; if not, somebody may pose as it"
    ),
)
_STORAGE: dict[str, Words] = {
    "AccessDenied": _NO_RIGHTS,
    "403": _NO_RIGHTS,
    "NoSuchBucket": ("没有这个桶，先在控制台建好", "there is no such bucket: make it first"),
    "InvalidAccessKeyId": ("密钥编号不对", "the key's id is wrong"),
    "SignatureDoesNotMatch": ("密钥不对", "the key is wrong"),
    "NoCredentialsError": (
        "没有密钥，设好 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY",
        "no key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    ),
    "RequestTimeTooSkewed": (
        "说这台电脑的时钟不准，校准时间（Windows：设置、时间和语言；Linux：timedatectl set-ntp true）",
        "says that this machine's clock is wrong: set the time (Linux: timedatectl set-ntp true)",
    ),
    "SecondLevelDomainForbidden": _ADDRESSING,
    "PathStyleDomainForbidden": _ADDRESSING,
    "PermanentRedirect": _REGION,
    "AuthorizationHeaderMalformed": _REGION,
    "UserDisable": ("账号欠费或停用了", "the account is closed or in arrears"),
    "NoSuchKey": (
        "少了刚传的内容，可能另有人同时在发布",
        "misses what was just sent: perhaps somebody else publishes at the same time",
    ),
    "QuotaExceeded": _FULL,
    "XMinioStorageFull": _FULL,
    "507": _FULL,
    "EndpointConnectionError": _UNREACHED,
    "ConnectTimeoutError": _UNREACHED,
    "ConnectionClosedError": _BROKEN_OFF,
    "ReadTimeoutError": _BROKEN_OFF,
    "IncompleteReadError": _BROKEN_OFF,
    "ResponseStreamingError": _BROKEN_OFF,
    "SSLError": ("证书有问题，检查 --endpoint", "the certificate is not good: look at --endpoint"),
}
"""By the code of the answer, the status of one without a body, or the name of botocore's exception."""
_SSH: tuple[tuple[str, Words], ...] = (
    ("HOST IDENTIFICATION HAS CHANGED", _CHANGED_HOST),
    (
        "Host key verification failed",
        (
            "没核对过主机指纹（Host key verification failed）：先手工 `ssh 用户@主机` 连一次，核对后输入 yes",
            "the host's key is not known yet (Host key verification failed): connect once by hand",
        ),
    ),
    (
        "Permission denied (",
        (
            "不认这把密钥（Permission denied）：公钥没放对，或用户名不对；先试 `ssh 用户@主机`",
            "it does not take the key (Permission denied): look at authorized_keys and the name",
        ),
    ),
    ("No space left on device", ("那边的磁盘满了，腾出空间", "the disk there is full: free some room")),
    ("Disk quota exceeded", ("那边的磁盘满了，腾出空间", "the disk there is full: free some room")),
    (
        "rsync: command not found",
        ("那边没有装 rsync：sudo apt install rsync", "rsync is not installed there"),
    ),
    ("rsync: not found", ("那边没有装 rsync：sudo apt install rsync", "rsync is not installed there")),
    ("Could not resolve hostname", ("没有这个主机名，检查拼写和网络", "there is no such host")),
    ("timed out", ("没有回应，检查网络、端口和防火墙", "no answer (timed out): look at network and port")),
    (
        "Permission denied",
        (
            "这个用户不能写那个文件夹（Permission denied）：sudo install -d -o 用户 文件夹",
            "this user may not write there (Permission denied)",
        ),
    ),
    ("unexpectedly closed", _BROKEN_OFF),
    ("Broken pipe", _BROKEN_OFF),
    ("Connection reset", _BROKEN_OFF),
)
"""The first that stands in what ssh or rsync says."""


def explain_storage(place: str, error: Exception) -> Words:
    """What an object storage answered, from an exception of botocore."""
    answer = getattr(error, "response", None) or {}
    code = answer.get("Error", {}).get("Code", "") or type(error).__name__
    status = str(answer.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))
    zh, en = _STORAGE.get(code) or _STORAGE.get(status) or (f"{code}：{error}", f"{code}: {error}")
    return (
        f"没有发布完：{place} {zh}。再运行一次同一条命令，会接着传。",
        f"not published to {place}: {en}. Run the same command again; it goes on where it stopped.",
    )


def explain_server(host: str, said: str, code: int) -> Words:
    """What ssh or rsync said of a host, or their exit code when they said nothing."""
    lines = [line for line in said.strip().splitlines() if not line.startswith("rsync error:")]
    last = (lines or [f"exit {code}"])[-1]
    zh, en = next((words for sign, words in _SSH if sign in said), (last, last))
    return (
        f"没有发布完：{host} 说 {zh}。原来的网站没有动；改好以后再运行同一条命令，会接着传。",
        f"not published: {host} says {en}. The site is as it was; run the same again.",
    )
