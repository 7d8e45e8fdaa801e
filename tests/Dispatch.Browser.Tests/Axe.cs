using Deque.AxeCore.Playwright;

namespace Dispatch.Browser.Tests;

/// <summary>axe-core, asked for what keeps people out: its serious and critical findings.</summary>
internal static class Axe
{
    public static async Task IsCleanAsync(IPage page)
    {
        await SettledAsync(page);
        var result = await page.RunAxe();
        result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => $"{node.Target} {node.Html}"))}")
            .ShouldBeEmpty();
    }

    /// <summary>A colour between two states is nobody's colour: whatever moves to an end is let come there first.</summary>
    private static async Task SettledAsync(IPage page) => await page.EvaluateAsync(
        """
        () => Promise.all(document.getAnimations()
          .filter(each => Number.isFinite(each.effect.getComputedTiming().endTime))
          .map(each => each.finished.catch(() => undefined)))
        """);
}
