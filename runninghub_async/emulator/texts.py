"""The words beside the numbers, in the language of the site.

The service's texts vary and change; clients must decide by number. Platform numbers come
with their identifier on both sites. Source: platform-api 9 (numbers), 10.3 (languages).
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["chinese", "english"]

_ENGLISH: Mapping[int, str] = {
    301: "PARAMS_INVALID",
    380: "WORKFLOW_NOT_EXISTS",
    401: "ApiKey verification failed: the key is not valid",
    412: "TOKEN_INVALID",
    414: "TASK_CREATE_FAILED_BY_NOT_ENOUGH_POWER_VALUE",
    415: "TASK_INSTANCE_MAXED",
    416: "TASK_CREATE_FAILED_BY_NOT_ENOUGH_WALLET",
    421: "TASK_QUEUE_MAXED",
    433: "VALIDATE_PROMPT_FAILED",
    435: "TASK_USER_EXCLAPI_INSTANCE_NOT_FOUND",
    436: "TASK_USER_EXCLAPI_REQUIRED",
    500: "UNKNOWN_ERROR",
    802: "APIKEY_UNAUTHORIZED",
    803: "APIKEY_INVALID_NODE_INFO",
    804: "APIKEY_TASK_IS_RUNNING",
    805: "APIKEY_TASK_STATUS_ERROR",
    807: "APIKEY_TASK_NOT_FOUND",
    808: "APIKEY_UPLOAD_FAILED",
    809: "APIKEY_FILE_SIZE_EXCEEDED",
    810: "WORKFLOW_NOT_SAVED_OR_NOT_RUNNING",
    813: "APIKEY_TASK_IS_QUEUED",
    814: "PERSONAL_QUEUE_COUNT_LIMIT",
    901: "WEBAPP_NOT_EXISTS",
    1001: "Invalid URL",
    1002: "Invalid API key",
    1003: "Request rate limit exceeded, please try again later",
    1004: "Task not found or expired",
    1005: "Internal error",
    1009: "HTTP method not allowed",
    1010: "Service unavailable",
    1011: "The system is busy, please try again later",
    1014: "Standard model API requires an Enterprise-Shared API key",
    1015: "Generation failed, please try again",
    1520: "TASK_USER_CONCURRENT_LIMIT",
    1601: "param apiKey is required",
}
_CHINESE: Mapping[int, str] = {
    401: "ApiKey 校验失败",
    1001: "无效的 URL",
    1002: "无效的 API Key",
    1003: "请求过于频繁, 请稍后重试",
    1004: "任务不存在或已过期",
    1005: "内部错误",
    1007: "参数错误",
    1008: "文件过大",
    1009: "请求方法不支持",
    1010: "服务不可用",
    1011: "系统繁忙, 请稍后重试",
    1013: "输入文件无法处理",
    1014: "标准模型 API 仅支持企业级共享 API Key",
    1015: "生成失败, 请重试",
}


def english(code: int) -> str:
    """Return the usual text of a number."""
    return _ENGLISH.get(code, f"error {code}")


def chinese(code: int, detail: str) -> str:
    """Return the text of a number on the Chinese site; a detail stays as it is behind it."""
    text = _CHINESE.get(code)
    if text is None:
        return detail
    return text if detail == english(code) else f"{text}: {detail}"
