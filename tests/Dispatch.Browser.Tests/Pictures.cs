namespace Dispatch.Browser.Tests;

/// <summary>The screenshots of README: taken where a test shows the scene anyway, and only with <c>DISPATCH_SCREENSHOTS=1</c>.</summary>
internal static class Pictures
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("DISPATCH_SCREENSHOTS") == "1";

    public static async Task TakeAsync(this IPage page, string name)
    {
        if (Wanted)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Root(), "docs", "screenshots", $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        }
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CommunityCare.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
