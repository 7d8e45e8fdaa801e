using Deque.AxeCore.Playwright;

namespace Dispatch.Browser.Tests;

/// <summary>axe-core, asked for what keeps people out: its serious and critical findings.</summary>
internal static class Axe
{
    public static async Task IsCleanAsync(IPage page)
    {
        var result = await page.RunAxe();
        result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => $"{node.Target} {node.Html}"))}")
            .ShouldBeEmpty();
    }
}
