using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Curves;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Curves;
using Dispatch.Domain.Records;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Curves;

/// <inheritdoc cref="ICurveGrain"/>
[GrainType("curve")]
internal sealed partial class CurveGrain(
    [PersistentState("curve")] IPersistentState<Stored<CurveBook>> store,
    ILedgerStore record,
    CurveSettings settings,
    Communities communities,
    TimeProvider clock,
    ILogger<CurveGrain> log) : RecordingGrain<CurveBook>(store), ICurveGrain, IRemindable
{
    /// <summary>Entries of one step.</summary>
    private const int Batch = 4_096;

    /// <summary>Steps of one tick: a long ledger that is read for the first time takes some hours beside the dispatch.</summary>
    private const int MostSteps = 64;

    private const int CommandMost = 128;
    private const string Reminder = "hourly";

    private CurveBook Book => State ?? CurveBook.Empty;

    public async Task KeepAsync()
    {
        // Registering anew would put the hour off; asked more often than that, it would never come.
        if (await this.GetReminder(Reminder) is null)
        {
            await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => TickAsync();

    public async Task TickAsync()
    {
        if (await GrainFactory.GetGrain<IStationGrain>(Id).GetAsync() is not { } station)
        {
            return;
        }

        var (now, zone) = (clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(station.TimeZone));
        var book = Book;
        for (var step = 1; step <= MostSteps; step++)
        {
            var entries = await record.ReadAsync(Id, book.Read + 1, Batch, CancellationToken.None);
            book = CurveReading.Read(book, entries, communities, zone);
            if (entries.Length < Batch)
            {
                book = CurveReading.Close(book, station.Areas.Select(area => area.Code), communities, now, zone);
                break;
            }
        }

        await SaveAsync(CurveAlarms.Find(Book, book, settings, now), Actor.System);
        foreach (var alarm in Book.Alarms.Where(alarm => !alarm.Told))
        {
            // Known by its id already: nothing. So a crash before the next commit tells it once all the same.
            await GrainFactory.GetGrain<IStationGrain>(Id).NoteAsync(CurveAlarms.Notice(Id, alarm));
            await SaveAsync(CurveAlarms.Told(Book, alarm.Number), Actor.System);
            LogCrossed(Id, alarm.Number);
        }
    }

    public async Task<Reply<CurvesView>> GetAsync(Actor by, CurveMeasure measure)
    {
        if (AccessTable.ReadCurve.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        if (!Enum.IsDefined(measure))
        {
            return new Refusal(RefusalCode.InputInvalid, "A curve counts one of the measures.", "measure");
        }

        if (Book.Read == 0)
        {
            await TickAsync();
        }

        return CurveViews.View(Id, Book, measure, settings);
    }

    public async Task<Reply> MarkAsync(string commandId, MarkCurve command)
    {
        if (AccessTable.MarkCurve.Judge(command.By, Id) is { } refused)
        {
            return refused;
        }

        if (commandId.Length is 0 or > CommandMost)
        {
            return new Refusal(RefusalCode.InputInvalid, $"A command id has 1 to {CommandMost} characters.", "commandId");
        }

        var marked = CurveMarks.Mark(Book, commandId, command, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (marked.Next is not { } next)
        {
            return marked.Refused!;
        }

        await SaveAsync(next, command.By);
        return Reply.Done;
    }

    public async Task<Reply> UnmarkAsync(Actor by, int number)
    {
        if (AccessTable.MarkCurve.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        await SaveAsync(CurveMarks.Unmark(Book, number), by);
        return Reply.Done;
    }

    private Task SaveAsync(CurveBook next, Actor by) =>
        next == Book ? Task.CompletedTask : CommitAsync(next, CurveEntries.Of(Id, Book, next, by, clock.GetUtcNow()));

    [LoggerMessage(LogLevel.Warning, "Station {Station}: a warning curve crossed its limit, crossing {Number}; the head has a notice")]
    private partial void LogCrossed(string station, int number);
}
