using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Screenings;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Screening;
using Dispatch.Domain.Triage;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Screenings;

/// <inheritdoc cref="IScreeningGrain"/>
[GrainType("screening")]
internal sealed partial class ScreeningGrain(
    [PersistentState("screening")] IPersistentState<Stored<ScreeningState>> store, InstrumentSet instruments, ServiceCatalogue catalogue, TimeProvider clock,
    ILogger<ScreeningGrain> log) : RecordingGrain<ScreeningState>(store), IScreeningGrain
{
    private string RequestId => ScreeningIndex.RequestOf(Id);

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<ScreeningStatus> BeginAsync(string stationId, ScreeningView asked, Actor by)
    {
        if (State is null)
        {
            await KeepAsync(new ScreeningState(stationId, int.Parse(Id[(RequestId.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture), asked, null), by);
        }

        return State!.Status(instruments);
    }

    public Task<ScreeningStatus?> StatusAsync() => Task.FromResult(State?.Status(instruments));

    public Task<ExportedScreening?> CopyAsync() => Task.FromResult(State?.View is not { } view ? null : new ExportedScreening(
        view.Instrument, view.Version, view.AskedAt, view.AnsweredAt, [.. (view.Result?.Items ?? []).Select(item => new ScreeningAnswer(item.Question, item.Choice))]));

    public async Task<Reply<QuestionnaireView>> FormAsync(Actor by)
    {
        var (_, refused) = await TeamAsync(by.Role == Role.Resident ? AccessTable.ScreeningHelp : AccessTable.AnswerScreening, by);
        if ((refused ?? Missing) is { } hindered)
        {
            return hindered;
        }

        var view = State!.View;
        return view.AnsweredAt is { } at ? new Refusal(RefusalCode.ScreeningAnswered, $"Screening '{Id}' was answered at {at:u}.")
            : instruments.Find(view.Instrument) is { } it && it.Version == view.Version && it.Questionnaire(view.Language) is { } form ? form
            : new Refusal(RefusalCode.InstrumentUnknown, $"Version {view.Version} of '{view.Instrument}' is not installed any longer.");
    }

    public async Task<Reply<ScreeningReceipt>> AnswerAsync(AnswerScreening command)
    {
        var (team, refused) = await TeamAsync(command.By.Role == Role.Resident ? AccessTable.ScreeningHelp : AccessTable.AnswerScreening, command.By);
        if ((refused ?? Missing) is { } hindered)
        {
            return hindered;
        }

        // Danger first: it counts in answers that are refused as well, and a crash in between raises a level too much, never one too little.
        var danger = await RaiseAsync(team!, command);
        var decision = ScreeningRules.Answer(State!.View, command, instruments, Now);
        if (decision.Next is not { } answered)
        {
            LogRefused(log, Id, decision.Refused!.Code);
            return decision.Refused;
        }

        await KeepAsync(State with { View = answered }, command.By);
        _ = GrainFactory.GetGrain<IChatGrain>(RequestId).RingAsync();
        Stir(team!, danger ? ChatStir.Alarm : ChatStir.Screening);
        return new ScreeningReceipt(answered.AnsweredAt!.Value, danger);
    }

    public async Task<Reply<ScreeningOutcome>> OutcomeAsync(Actor by)
    {
        var (_, refused) = await TeamAsync(AccessTable.ReadOutcome, by);
        if ((refused ?? Missing ?? Licence.Check(by, await GrainFactory.GetGrain<ICounsellorGrain>(by.Account).ProfileAsync(), Now)) is { } hindered)
        {
            return hindered;
        }

        var instrument = instruments.Find(State!.View.Instrument);
        return new ScreeningOutcome(
            State.View, instrument?.View(), instrument?.Version == State.View.Version ? instrument.Questionnaire(State.View.Language) : null);
    }

    public async Task<Reply> DecideAsync(DecideScreening command)
    {
        var (_, refused) = await TeamAsync(AccessTable.DecideScreening, command.By);
        if ((refused ?? Missing) is { } hindered)
        {
            return hindered;
        }

        var profile = await GrainFactory.GetGrain<ICounsellorGrain>(command.By.Account).ProfileAsync();
        var decision = ScreeningRules.Decide(State!.View, command, profile, Now);
        if (decision.Next is not { } decided)
        {
            LogRefused(log, Id, decision.Refused!.Code);
            return decision.Refused;
        }

        await KeepAsync(State with { View = decided }, command.By);
        return Reply.Done;
    }

    public Task EraseAsync() => State is null ? Task.CompletedTask : CommitAsync(State.Erase(Now));

    private Refusal? Missing =>
        State is not { ErasedAt: null } ? new Refusal(RefusalCode.ScreeningUnknown, $"No screening '{Id}' was ever asked for, or its answers were deleted.") : null;

    private IRequestGrain Request => GrainFactory.GetGrain<IRequestGrain>(RequestId);

    private ICaseGrain File => GrainFactory.GetGrain<ICaseGrain>(RequestId);

    private async Task<(ChatTeam? Team, Refusal? Refused)> TeamAsync(AccessRule rule, Actor by) =>
        ChatTeam.Admit(await Request.GetAsync(Actor.System), await File.RowAsync(), catalogue, rule, by);

    /// <summary>
    /// Raises the request by the way that everybody raises, and tells the head of the station, durably, before anything is answered: a human is alerted also
    /// where the level stands at High-risk already or the request is done.
    /// </summary>
    private async Task<bool> RaiseAsync(ChatTeam team, AnswerScreening command)
    {
        if (instruments.Find(State!.View.Instrument) is not { } instrument)
        {
            return false;
        }

        var level = LevelRules.Grade(new TriageOutcome(team.Level, true, []), Now);
        if (ReferenceEquals(ScreeningRules.Raise(level, instrument, command.Answers, command.By, Now), level))
        {
            return false;
        }

        var reply = await Request.RaiseAsync(new RaiseLevel(Actor.System, RiskLevel.HighRisk, "") { Codes = [LevelRules.ScreeningPrefix + instrument.Code] });
        if (reply.Refused is { } refused)
        {
            LogRefused(log, Id, refused.Code);
            await File.RaiseByScreeningAsync(instrument.Code, Actor.System);
        }

        await GrainFactory.GetGrain<IStationGrain>(team.StationId).NoteAsync(new StationNotice(
            $"{RequestId}/{StationNotice.BehindAlarms + State.Number}", team.StationId, RequestId, Actor.System.Account, Actor.System.Role, Now, "", Role.StationHead,
            Kind: StationNotice.ScreeningDanger));
        return true;
    }

    private void Stir(ChatTeam team, ChatStir what)
    {
        foreach (var member in team.Members)
        {
            _ = GrainFactory.GetGrain<ICounsellorGrain>(member.Account).StirAsync(new ChatStirring(RequestId, what));
        }
    }

    private Task KeepAsync(ScreeningState next, Actor by) => CommitAsync(next, ScreeningEntries.Of(RequestId, State, next, by, Now));

    [LoggerMessage(LogLevel.Information, "Screening {ScreeningId} refused a command: {Code}")]
    private static partial void LogRefused(ILogger log, string screeningId, RefusalCode code);
}
