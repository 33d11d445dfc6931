-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "set_control" TEXT;
