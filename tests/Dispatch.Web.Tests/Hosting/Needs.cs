namespace Dispatch.Web.Tests.Hosting;

/// <summary>Requests for help as residents of the demonstration data send them.</summary>
internal static class Needs
{
    /// <summary>An escort in Zhuoda, General: volunteers.</summary>
    public static Dictionary<string, object?> Escort() => new()
    {
        ["service"] = "escort",
        ["description"] = "陪同老人去医院体检",
        ["location"] = new { lat = 18.2701, lon = 109.5221 },
        ["alias"] = "李阿姨",
    };

    public static Dictionary<string, object?> With(string field, object? value)
    {
        var need = Escort();
        need[field] = value;
        return need;
    }
}
