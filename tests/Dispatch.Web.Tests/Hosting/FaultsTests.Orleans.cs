using System.Net.Sockets;
using Dispatch.Grains.Hosting;
using Dispatch.Web.Hosting;
using Npgsql;
using Orleans.Storage;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public class FaultsTests
{
    public static TheoryData<Exception, RefusalCode> Failures() => new()
    {
        { StoreFailedException.Write(new NpgsqlException("not reached", new SocketException())), RefusalCode.StoreUnavailable },
        { StoreFailedException.Write(Refused("25006")), RefusalCode.StoreUnavailable },
        { StoreFailedException.Write(Refused("53100")), RefusalCode.StoreUnavailable },
        { StoreFailedException.Read(new NpgsqlException("cut off", new IOException())), RefusalCode.StoreUnavailable },
        { new InconsistentStateException("written by another"), RefusalCode.StoreUnavailable },
        { StoreFailedException.Write(Refused("57P01")), RefusalCode.OutcomeUnknown },
        { StoreFailedException.Write(new NpgsqlException("cut off", new IOException())), RefusalCode.OutcomeUnknown },
        { new TimeoutException(), RefusalCode.OutcomeUnknown },
        { new SiloUnavailableException(), RefusalCode.OutcomeUnknown },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Refusal_OfAFailure_PromisesNothingChangedOnlyWhereThatIsKnown(Exception failure, RefusalCode code)
    {
        Faults.Refusal(failure).Code.ShouldBe(code);
        Problems.Status(code).ShouldBe(503);
        Problems.RetryAfter(code).ShouldNotBeNull();
    }

    private static PostgresException Refused(string code) => new("refused", "ERROR", "ERROR", code);
}
