using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Boards;
using Dispatch.Simulation.Chaos.People;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>Waits until nothing is committed any more, and reads the boards then.</summary>
internal sealed class Quiet(CommitLog log, Caller caller, string admin, IReadOnlyList<string> stations, int webs)
{
    /// <summary>I7: this long after the last commit, boards equal the truth.</summary>
    private static readonly TimeSpan BoardsFollow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The last commit and the boards after it, as each web process shows them; null when it never became quiet.</summary>
    public async Task<(long UpTo, DateTimeOffset At, IReadOnlyList<IReadOnlyDictionary<string, BoardView>> Boards)?> WaitAsync()
    {
        // A board that nobody has looked at for long is asleep; what is promised is promised to those who watch.
        await BoardsAsync(0);
        for (var end = DateTimeOffset.UtcNow + Longest; DateTimeOffset.UtcNow < end;)
        {
            var last = await log.LastOfDispatchAsync();
            await Task.Delay(BoardsFollow);
            if (await log.LastOfDispatchAsync() != last)
            {
                continue;
            }

            // Reading takes a moment; boards are compared only when nothing was committed meanwhile.
            var at = DateTimeOffset.UtcNow;
            var boards = new List<IReadOnlyDictionary<string, BoardView>>();
            for (var web = 0; web < webs; web++)
            {
                boards.Add(await BoardsAsync(web));
            }

            if (await log.LastOfDispatchAsync() == last)
            {
                return (last, at, boards);
            }
        }

        return null;
    }

    private async Task<IReadOnlyDictionary<string, BoardView>> BoardsAsync(int web)
    {
        var boards = new Dictionary<string, BoardView>();
        foreach (var station in stations)
        {
            var outcome = await caller.SendAsync(web, HttpMethod.Get, $"/api/boards/{station}", body: null, admin);
            boards[station] = outcome.IsDone
                ? outcome.Body.Deserialize<BoardView>(Spelling)!
                : throw new InvalidOperationException($"The board of {station} could not be read: {outcome.Status} {outcome.Code}.");
        }

        return boards;
    }
}
