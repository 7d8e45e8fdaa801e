namespace Dispatch.Web.Accounts;

/// <summary>What kind of browser calls, coarse enough to tell no person from another.</summary>
internal static class Device
{
    private const string Other = "other";

    // In this order: each names itself after the ones below it as well.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger/", "wechat"), ("Edg", "edge"), ("OPR/", "opera"), ("SamsungBrowser/", "samsung"),
        ("HuaweiBrowser/", "huawei"), ("Firefox/", "firefox"),
        ("FxiOS/", "firefox"), ("Chrome/", "chrome"), ("CriOS/", "chrome"), ("Safari/", "safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "ios"), ("iPad", "ios"), ("HarmonyOS", "harmony"), ("OpenHarmony", "harmony"), ("Android", "android"), ("Windows", "windows"),
        ("Mac OS X", "macos"), ("Linux", "linux"),
    ];

    /// <summary>Browser and system as <c>firefox/windows</c>; each <c>other</c> when unknown.</summary>
    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return $"{Find(Browsers, agent)}/{Find(Systems, agent)}";
    }

    private static string Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(it => agent.Contains(it.Mark, StringComparison.Ordinal)).Name ?? Other;
}
